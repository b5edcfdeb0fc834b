import { isTerminal } from "../../domain/command-lifecycle";
import type { EpochMs } from "../../domain/time";
import type { Deps, ServiceContext, SystemActor } from "../context";
import { expireCommands } from "../sweeps/expire-commands";
import { loseCommands } from "../sweeps/lose-commands";
import { boundOf } from "./bounds";

/** Commands in one transaction: more would make agents wait. */
const chunkRows = 500;

/** When a command whose time has come is looked at again although the database did not answer. */
const retryMs = 1000;

const actor: SystemActor = { type: "SYSTEM", job: "due-commands" };

/**
 * Ends the commands whose deadline has passed, and takes up those whose lease has run out. Memory says which to look
 * at, the database what holds; whatever is not due yet is looked at again in time.
 */
export async function endDueCommands(deps: Deps): Promise<void> {
  const ctx: ServiceContext = { deps, actor, request: { requestId: "due-commands" } };
  for (;;) {
    const now = deps.clock.now();
    const ids = deps.desk.bounds.takeDue(now, chunkRows);
    if (ids.length === 0) return;
    try {
      const rows = await deps.store.lookup.commands.list({ id: ids });
      const open = rows.filter(({ status }) => !isTerminal(status));
      const late = open.filter((row) => isPast(row.expiresAt, now)).map(({ id }) => id);
      const lost = open.filter((row) => !isPast(row.expiresAt, now) && isPast(row.leaseExpiresAt, now));
      // Before anything is waited for: what a commit says of them from now on is newer.
      for (const row of open) {
        const next = boundOf(row);
        if (next !== null && next > now) deps.desk.bounds.note(row.id, next);
      }
      if (late.length > 0) deps.desk.noteEndedDue({ expired: await expireCommands(ctx, late) });
      if (lost.length > 0) {
        const lostIds = lost.map(({ id }) => id);
        deps.desk.noteEndedDue({ lost: await loseCommands(ctx, lostIds) });
      }
    } catch (error) {
      for (const id of ids) deps.desk.bounds.note(id, now + retryMs);
      throw error;
    }
    if (ids.length < chunkRows) return;
  }
}

function isPast(at: EpochMs | null, now: EpochMs): boolean {
  return at !== null && at <= now;
}
