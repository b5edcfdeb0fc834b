import type { CommandId } from "@opstage/contracts";
import type { EpochMs } from "../../domain/time";
import type { CommandRow } from "../../store/rows";

/**
 * When each open command has to be looked at again: its deadline or the end of its lease, whichever comes first. In
 * memory, so that nothing waits for a sweep; the database decides what is then due.
 */
export interface Bounds {
  /** Replaces what was noted for this command. */
  note(commandId: CommandId, at: EpochMs): void;
  forget(commandId: CommandId): void;
  /** At most `limit` commands whose time has come; they are forgotten. */
  takeDue(now: EpochMs, limit: number): CommandId[];
}

/** Bounds of the same second share a slot: fine enough, and cheap to move. */
const slotMs = 1000;

/** No bounds yet. */
export function createBounds(): Bounds {
  const slots = new Map<number, Set<CommandId>>();
  const slotOf = new Map<CommandId, number>();
  /** No slot before this one holds anything. */
  let first = Number.POSITIVE_INFINITY;

  function forget(commandId: CommandId): void {
    const slot = slotOf.get(commandId);
    if (slot === undefined) return;
    slotOf.delete(commandId);
    const members = slots.get(slot);
    if (members?.delete(commandId) && members.size === 0) slots.delete(slot);
  }

  return {
    note(commandId, at) {
      const slot = Math.ceil(at / slotMs);
      if (slotOf.get(commandId) === slot) return;
      forget(commandId);
      slotOf.set(commandId, slot);
      slots.set(slot, (slots.get(slot) ?? new Set()).add(commandId));
      first = Math.min(first, slot);
    },
    forget,
    takeDue(now, limit) {
      const due: CommandId[] = [];
      const last = Math.floor(now / slotMs);
      if (slots.size === 0) first = Number.POSITIVE_INFINITY;
      for (; first <= last; first++) {
        for (const commandId of slots.get(first) ?? []) {
          if (due.length === limit) return due;
          due.push(commandId);
          forget(commandId);
        }
      }
      return due;
    },
  };
}

/** When an open command has to be looked at: its deadline or the end of its lease; null while neither is set. */
export function boundOf({
  expiresAt,
  leaseExpiresAt,
}: Pick<CommandRow, "expiresAt" | "leaseExpiresAt">): EpochMs | null {
  if (expiresAt === null || leaseExpiresAt === null) return expiresAt ?? leaseExpiresAt;
  return Math.min(expiresAt, leaseExpiresAt);
}
