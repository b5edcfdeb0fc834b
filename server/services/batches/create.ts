import { type adminOperations, appError, Batch, type InputOf } from "@opstage/contracts";
import type { EpochMs } from "../../domain/time";
import type { BatchRow, BatchTargetRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { requireUser } from "../access";
import { recordAudit } from "../audit/record";
import { storePayload } from "../commands/payload";
import type { Deps, ServiceContext, UserActor } from "../context";
import { withIdempotency } from "../idempotency";
import { advanceSoon } from "./advance";
import { type PlannedTarget, planTargets } from "./plan";
import { highestDanger } from "./preview";
import { batchReply } from "./reply";
import { getSelected } from "./selection";

type CreateBatch = InputOf<typeof adminOperations.batches.create>;

/**
 * Runs one action over many services, a few at a time, until all have run, too many have failed or somebody cancels.
 * It goes on by itself: nobody needs to look. Those that cannot run are recorded as SKIPPED with the reason. Secret
 * fields of the payload are sealed until the batch has ended. Honours an Idempotency-Key.
 * @throws in this order: 422 BATCH_TOO_LARGE · 409 ACTION_REQUIRES_CONFIRMATION · 422 BATCH_NOTHING_TO_RUN ·
 * 422 IDEMPOTENCY_KEY_REUSED
 */
export async function createBatch(ctx: ServiceContext, input: CreateBatch): Promise<Batch> {
  const user = requireUser(ctx, "operator");
  const { deps } = ctx;
  const serviceIds = await getSelected(ctx, input);
  return deps.store.transaction((tx) =>
    withIdempotency(tx, ctx, {
      operation: "batches.create",
      request: { ...input },
      reply: Batch,
      async work() {
        const { actionName, payload } = input;
        const planned = await planTargets(tx, deps, { userId: user.id, serviceIds, actionName, payload });
        requireConfirmed(planned, input.confirmation);
        requireSomethingToRun(planned);
        const batch = newBatch(deps, { input, planned, user });
        await tx.batches.insert(batch);
        await tx.batchTargets.insertMany(
          planned.map((target, position) => newTarget(deps, { batch, target, position })),
        );
        await recordCreation(tx, ctx, { batch, planned });
        tx.onCommit(() => {
          deps.live.publish("batches", [batch.id]);
          advanceSoon(deps, batch.id);
        });
        return batchReply(tx, batch);
      },
    }),
  );
}

function requireConfirmed(planned: readonly PlannedTarget[], confirmation: boolean): void {
  const asks = planned.some(({ action, refusal }) => refusal === null && action?.requiresConfirmation);
  if (asks && !confirmation) throw appError("ACTION_REQUIRES_CONFIRMATION");
}

function requireSomethingToRun(planned: readonly PlannedTarget[]): void {
  if (planned.some(({ refusal }) => refusal === null)) return;
  const refusals: Record<string, number> = {};
  for (const { refusal } of planned) if (refusal !== null) refusals[refusal] = (refusals[refusal] ?? 0) + 1;
  throw appError("BATCH_NOTHING_TO_RUN", { details: { refusals } });
}

function newBatch(
  deps: Deps,
  facts: { input: CreateBatch; planned: readonly PlannedTarget[]; user: UserActor },
): BatchRow {
  const { input, planned, user } = facts;
  const runnable = planned.filter(({ refusal }) => refusal === null);
  const actions = runnable.flatMap(({ action }) => action ?? []);
  const schemas = new Set(runnable.map(({ schema }) => schema));
  const now = deps.clock.now();
  return {
    id: deps.ids.next("bat"),
    actionName: input.actionName,
    actionLabel: actions[0]?.label ?? input.actionName,
    dangerLevel: highestDanger(actions.map(({ dangerLevel }) => dangerLevel)),
    status: "RUNNING",
    ...storePayload(deps.secretBox, input.payload, ...schemas),
    concurrency: input.concurrency,
    stopAfterFailures: input.stopAfterFailures ?? null,
    isConfirmed: input.confirmation,
    createdByUserId: user.id,
    completedAt: null,
    createdAt: now,
    updatedAt: now,
  };
}

function newTarget(
  deps: Deps,
  facts: { batch: BatchRow; target: PlannedTarget; position: number },
): BatchTargetRow {
  const { batch, target, position } = facts;
  const { serviceId, service, refusal, issues } = target;
  const now: EpochMs = batch.createdAt;
  return {
    id: deps.ids.next("btt"),
    batchId: batch.id,
    position,
    serviceId,
    serviceCode: service?.code ?? "",
    serviceName: service?.name ?? "",
    status: refusal === null ? "PENDING" : "SKIPPED",
    commandId: null,
    errorCode: refusal,
    errorMessage: firstIssue(issues),
    isCounted: refusal === null,
    startedAt: null,
    completedAt: refusal === null ? null : now,
    createdAt: now,
    updatedAt: now,
  };
}

function recordCreation(
  tx: Transaction,
  ctx: ServiceContext,
  { batch, planned }: { batch: BatchRow; planned: readonly PlannedTarget[] },
): Promise<void> {
  const runnable = planned.filter(({ refusal }) => refusal === null).length;
  return recordAudit(tx, ctx, {
    action: "batch.created",
    targetType: "Batch",
    targetId: batch.id,
    metadata: {
      actionName: batch.actionName,
      services: planned.length,
      runnable,
      concurrency: batch.concurrency,
      stopAfterFailures: batch.stopAfterFailures,
    },
  });
}

function firstIssue([issue]: PlannedTarget["issues"]): string | null {
  if (issue === undefined) return null;
  return [issue.path, issue.message].filter(Boolean).join(" ").slice(0, 500);
}
