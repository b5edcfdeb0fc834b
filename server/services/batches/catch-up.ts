import type { BatchId } from "@opstage/contracts";
import { isTerminal } from "../../domain/command-lifecycle";
import type { BatchTargetRow } from "../../store/rows";
import type { Deps } from "../context";

type Outcome = Pick<BatchTargetRow, "status" | "errorCode" | "errorMessage">;

/** Notes how commands of a batch ended whose end did not reach it, so that nothing is counted as running for ever. */
export async function catchUp(deps: Deps, batchId: BatchId): Promise<void> {
  const running = await deps.store.lookup.batchTargets.list({ batchId, status: "RUNNING" });
  const missed: { id: BatchTargetRow["id"]; outcome: Outcome }[] = [];
  for (const { id, commandId } of running) {
    const command = commandId === null ? null : await deps.store.lookup.commands.get({ id: commandId });
    if (command !== null && !isTerminal(command.status)) continue;
    const outcome: Outcome = command ?? { status: "CANCELLED", errorCode: null, errorMessage: null };
    missed.push({ id, outcome });
  }
  if (missed.length === 0) return;
  const now = deps.clock.now();
  await deps.store.transaction(async (tx) => {
    for (const { id, outcome } of missed) {
      const { status, errorCode, errorMessage } = outcome;
      await tx.batchTargets.update(
        { id, status: "RUNNING" },
        { status, errorCode, errorMessage, completedAt: now, updatedAt: now },
      );
    }
  });
}
