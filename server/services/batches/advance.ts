import { type BatchId, storedErrorCodes } from "@opstage/contracts";
import { hasRole } from "../../domain/access";
import type { BatchRow, BatchTargetRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import type { Deps, ServiceContext, SystemActor } from "../context";
import { finishBatch } from "./finish";
import { startTarget } from "./start-target";

/** Services that one transaction tries to start; more would make agents wait. */
const startsPerTransaction = 25;

/** As `advanceBatch`, for those who cannot wait for it: what goes wrong is logged and tried again by the timer. */
export function advanceSoon(deps: Deps, batchId: BatchId): void {
  advanceBatch(deps, batchId).catch((err: unknown) => {
    if (!deps.stopping.aborted)
      deps.log.error({ err, batchId }, "A batch could not go on; it is tried again.");
  });
}

/**
 * Moves a running batch on: starts as many services as it may have at the same time, skips the rest once too many
 * have failed, and ends it when nothing is left. Where it is stands in the database alone, so calling it twice, from
 * anywhere, or after a restart does no harm.
 */
export async function advanceBatch(deps: Deps, batchId: BatchId): Promise<void> {
  const ctx = batchContext(deps);
  while (!deps.stopping.aborted && (await advanceOnce(ctx, batchId)));
}

/** True when there may be more to start. */
function advanceOnce(ctx: ServiceContext, batchId: BatchId): Promise<boolean> {
  return ctx.deps.store.transaction(async (tx) => {
    const batch = await tx.batches.get({ id: batchId, status: "RUNNING" });
    if (batch === null) return false;
    let room = batch.concurrency - (await tx.batchTargets.count({ batchId, status: "RUNNING" }));
    for (let tries = 0; room > 0; tries++) {
      if (tries === startsPerTransaction) return true;
      const target = await findNext(tx, ctx, batch);
      if (target === null) break;
      if (await startTarget(tx, ctx, { batch, target })) room--;
    }
    await finishBatch(tx, ctx, batch);
    return false;
  });
}

/** The next service to start. Null when none is left, also because the rest was skipped just now. */
async function findNext(
  tx: Transaction,
  ctx: ServiceContext,
  batch: BatchRow,
): Promise<BatchTargetRow | null> {
  const [next] = await tx.batchTargets.list(
    { batchId: batch.id, status: "PENDING" },
    { orderBy: { position: "asc" }, limit: 1 },
  );
  if (next === undefined) return null;
  const reason = await reasonToStop(tx, batch);
  if (reason === null) return next;
  const now = ctx.deps.clock.now();
  await tx.batchTargets.update(
    { batchId: batch.id, status: "PENDING" },
    {
      status: "SKIPPED",
      errorCode: reason,
      errorMessage: storedErrorCodes[reason],
      completedAt: now,
      updatedAt: now,
    },
  );
  return null;
}

async function reasonToStop(
  tx: Transaction,
  batch: BatchRow,
): Promise<"BATCH_STOPPED" | "BATCH_CREATOR_NOT_ALLOWED" | null> {
  if (batch.stopAfterFailures !== null) {
    const failures = await tx.batchTargets.count({
      batchId: batch.id,
      status: ["FAILED", "EXPIRED"],
      isCounted: true,
    });
    if (failures >= batch.stopAfterFailures) return "BATCH_STOPPED";
  }
  const creator = batch.createdByUserId === null ? null : await tx.users.get({ id: batch.createdByUserId });
  const mayRun = creator !== null && creator.status === "ACTIVE" && hasRole(creator.role, "operator");
  return mayRun ? null : "BATCH_CREATOR_NOT_ALLOWED";
}

function batchContext(deps: Deps): ServiceContext<SystemActor> {
  return { deps, actor: { type: "SYSTEM", job: "batch" }, request: { requestId: "batch" } };
}
