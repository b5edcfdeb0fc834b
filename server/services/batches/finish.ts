import type { BatchStatus } from "@opstage/contracts";
import type { BatchRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { countTargets } from "./reply";

/** Ends a batch none of whose services is left to start or runs. */
export async function finishBatch(tx: Transaction, ctx: ServiceContext, batch: BatchRow): Promise<void> {
  const counts = await countTargets(tx, batch.id);
  if (counts.PENDING > 0 || counts.RUNNING > 0) return;
  const skipped = await tx.batchTargets.count({ batchId: batch.id, status: "SKIPPED", isCounted: true });
  const status = skipped > 0 ? "STOPPED" : "COMPLETED";
  if (!(await closeBatch(tx, ctx, { batch, status }))) return;
  await recordAudit(tx, ctx, {
    action: "batch.completed",
    targetType: "Batch",
    targetId: batch.id,
    result: counts.FAILED + counts.EXPIRED > 0 || status === "STOPPED" ? "FAILURE" : "SUCCESS",
    metadata: { actionName: batch.actionName, status, ...counts },
  });
}

/** Moves a running batch to its last state and erases its secret input; false when somebody was faster. */
export async function closeBatch(
  tx: Transaction,
  { deps }: ServiceContext,
  { batch, status }: { batch: BatchRow; status: Exclude<BatchStatus, "RUNNING"> },
): Promise<boolean> {
  const now = deps.clock.now();
  const changed = await tx.batches.update(
    { id: batch.id, status: "RUNNING" },
    { status, sealedSecrets: null, completedAt: now, updatedAt: now },
  );
  tx.onCommit(() => deps.live.publish("batches", [batch.id]));
  return changed > 0;
}
