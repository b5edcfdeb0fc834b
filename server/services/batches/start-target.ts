import { appError, isAppError, type JsonObject, storedErrorCodes } from "@opstage/contracts";
import type { BatchRow, BatchTargetRow, UserRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { requireValidPayload, schemaFor } from "../actions/check-payload";
import { getTarget, type Target } from "../actions/find";
import { recordAudit } from "../audit/record";
import { enqueueCommand } from "../commands/enqueue";
import { openPayload, storePayload } from "../commands/payload";
import { type DispatchPlan, planDispatch } from "../commands/plan-dispatch";
import type { Deps, ServiceContext } from "../context";

interface Start {
  readonly batch: BatchRow;
  readonly target: BatchTargetRow;
}

/**
 * Creates the command of one service of a batch. Everything is checked again, because time has passed since the batch
 * was made; a service that cannot run any more has failed, with the reason. False then.
 */
export async function startTarget(
  tx: Transaction,
  ctx: ServiceContext,
  { batch, target }: Start,
): Promise<boolean> {
  const { deps } = ctx;
  const now = deps.clock.now();
  const ready = await prepareStart(tx, deps, { batch, target });
  if ("errorCode" in ready) {
    await tx.batchTargets.update(
      { id: target.id, status: "PENDING" },
      { status: "FAILED", ...ready, completedAt: now, updatedAt: now },
    );
    tx.onCommit(() => deps.live.publish("batches", [batch.id]));
    return false;
  }
  const command = await enqueueCommand(tx, ctx, {
    type: "ACTION_EXECUTE",
    target: ready.action,
    stored: storePayload(deps.secretBox, ready.payload, ready.schema),
    ...ready.dispatch,
    createdByUserId: batch.createdByUserId,
    batchId: batch.id,
  });
  await tx.batchTargets.update(
    { id: target.id, status: "PENDING" },
    { status: "RUNNING", commandId: command.id, startedAt: now, updatedAt: now },
  );
  await recordAudit(tx, ctx, {
    action: "command.created",
    targetType: "Command",
    targetId: command.id,
    metadata: { serviceId: target.serviceId, actionName: batch.actionName, batchId: batch.id },
  });
  tx.onCommit(() => deps.live.publish("batches", [batch.id]));
  return true;
}

interface ReadyStart {
  readonly action: Target;
  readonly dispatch: DispatchPlan;
  readonly payload: JsonObject;
  readonly schema: string;
}

interface FailedStart {
  readonly errorCode: string;
  readonly errorMessage: string;
}

async function prepareStart(
  tx: Transaction,
  deps: Deps,
  { batch, target }: Start,
): Promise<ReadyStart | FailedStart> {
  try {
    const action = await getTarget(tx, { serviceId: target.serviceId, actionName: batch.actionName });
    if (action.action.requiresConfirmation && !batch.isConfirmed)
      throw appError("ACTION_REQUIRES_CONFIRMATION");
    const dispatch = planDispatch(deps, action, null);
    const payload = openBatchPayload(deps, batch);
    const creator: UserRow["id"] = batch.createdByUserId ?? "usr_";
    const schema = await schemaFor(tx, creator, action.action);
    requireValidPayload(deps, payload, schema);
    return { action, dispatch, payload, schema };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { errorCode: error.code, errorMessage: error.message.slice(0, 500) };
  }
}

/** Only a changed session secret makes sealed fields unreadable; the batch then cannot go on. */
function openBatchPayload(deps: Deps, batch: BatchRow): JsonObject {
  try {
    return openPayload(deps.secretBox, batch);
  } catch (cause) {
    throw appError("COMMAND_SECRET_ERASED", { message: storedErrorCodes.BATCH_SECRET_LOST, cause });
  }
}
