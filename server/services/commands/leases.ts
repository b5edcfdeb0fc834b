import type { CommandId, InstanceId } from "@opstage/contracts";
import type { EpochMs } from "../../domain/time";
import type { AgentContext } from "../context";
import type { HeldLease } from "./desk";

export interface RunningCommands {
  readonly instanceId?: InstanceId | null;
  /** What the instance says it holds. */
  readonly running?: readonly CommandId[] | null;
  readonly now: EpochMs;
}

/**
 * Renews the leases of the commands that this instance names. Stored only when half of a lease has passed, so a
 * fleet of busy agents does not turn every poll into a write.
 */
export async function renewLeases(ctx: AgentContext, input: RunningCommands): Promise<void> {
  const { actor, deps } = ctx;
  const leaseMs = deps.config.commands.leaseSeconds * 1000;
  const held = deps.desk.leasesOf(actor.id);
  const due = (input.running ?? [])
    .map((commandId) => held.get(commandId))
    .filter((lease): lease is HeldLease => lease !== undefined && lease.instanceId === input.instanceId)
    .filter((lease) => lease.expiresAt - input.now < leaseMs / 2);
  if (due.length === 0) return;
  const expiresAt = input.now + leaseMs;
  await deps.store.transaction(async (tx) => {
    for (const { commandId, instanceId } of due) {
      const renewed = await tx.commands.update(
        { id: commandId, agentId: actor.id, status: "RUNNING", leaseInstanceId: instanceId },
        { leaseExpiresAt: expiresAt },
      );
      if (renewed === 0) continue;
      tx.onCommit(() => deps.desk.noteLease(actor.id, { commandId, instanceId, expiresAt }));
    }
  });
}

/** Claims of this instance that it does not name: the reply that carried them was lost. */
export function lostDispatches(ctx: AgentContext, input: RunningCommands): CommandId[] {
  const held = ctx.deps.desk.leasesOf(ctx.actor.id);
  if (held.size === 0 || !input.instanceId) return [];
  const running = new Set(input.running ?? []);
  return [...held.values()]
    .filter((lease) => lease.instanceId === input.instanceId && !running.has(lease.commandId))
    .map((lease) => lease.commandId);
}
