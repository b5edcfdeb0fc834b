import type { CommandRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import type { CommandEnding } from "../commands/end";
import type { Deps } from "../context";
import { advanceSoon } from "./advance";

/**
 * Notes in a command's own transaction how its service of a batch ended; after the commit the batch starts the next.
 * Nothing for a command of no batch.
 */
export async function noteTargetEnded(
  tx: Transaction,
  deps: Deps,
  { command, ending }: { command: CommandRow; ending: CommandEnding },
): Promise<void> {
  const { batchId } = command;
  if (batchId === null) return;
  const now = deps.clock.now();
  const changed = await tx.batchTargets.update(
    { commandId: command.id, status: "RUNNING" },
    {
      status: ending.status,
      errorCode: ending.errorCode ?? null,
      errorMessage: ending.errorMessage ?? null,
      completedAt: now,
      updatedAt: now,
    },
  );
  if (changed === 0) return;
  tx.onCommit(() => {
    deps.live.publish("batches", [batchId]);
    advanceSoon(deps, batchId);
  });
}
