import { appError, type Batch, type BatchId } from "@opstage/contracts";
import type { BatchRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { requireUser } from "../access";
import { recordAudit } from "../audit/record";
import { cancelOpenCommand } from "../commands/cancel";
import type { ServiceContext } from "../context";
import { closeBatch } from "./finish";
import { batchReply } from "./reply";

/**
 * Ends a batch at once: what was not started never is, and every command that runs is cancelled with it.
 * @throws 404 BATCH_NOT_FOUND · 409 BATCH_ALREADY_ENDED
 */
export async function cancelBatch(ctx: ServiceContext, input: { batchId: BatchId }): Promise<Batch> {
  requireUser(ctx, "operator");
  const { deps } = ctx;
  return deps.store.transaction(async (tx) => {
    const batch = await tx.batches.get({ id: input.batchId });
    if (batch === null) throw appError("BATCH_NOT_FOUND");
    if (!(await closeBatch(tx, ctx, { batch, status: "CANCELLED" }))) throw appError("BATCH_ALREADY_ENDED");
    const now = deps.clock.now();
    const notStarted = await tx.batchTargets.update(
      { batchId: batch.id, status: "PENDING" },
      { status: "CANCELLED", completedAt: now, updatedAt: now },
    );
    const stopped = await cancelRunning(tx, ctx, batch);
    await recordAudit(tx, ctx, {
      action: "batch.cancelled",
      targetType: "Batch",
      targetId: batch.id,
      metadata: { actionName: batch.actionName, notStarted, cancelledCommands: stopped },
    });
    const ended = await tx.batches.get({ id: batch.id });
    return batchReply(tx, ended ?? batch);
  });
}

/** The end of each command notes the end of its service of the batch. */
async function cancelRunning(tx: Transaction, ctx: ServiceContext, batch: BatchRow): Promise<number> {
  const running = await tx.batchTargets.list({ batchId: batch.id, status: "RUNNING" });
  let cancelled = 0;
  for (const { commandId } of running) {
    const command = commandId === null ? null : await tx.commands.get({ id: commandId });
    if (command !== null && (await cancelOpenCommand(tx, ctx, command))) cancelled++;
  }
  return cancelled;
}
