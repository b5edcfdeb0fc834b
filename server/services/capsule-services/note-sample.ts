import type { JsonValue, ReportedHealth } from "@opstage/contracts";
import { statusOfHealth } from "../../domain/effective-status";
import { redactKeys } from "../../domain/redaction";
import type { EpochMs } from "../../domain/time";
import type { ServicePresence } from "../../store/presence";
import type { HealthIntervalRow, ServiceRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import type { Patch } from "../../store/table";
import { recordAudit } from "../audit/record";
import type { AgentContext } from "../context";
import { currentServiceStatus } from "../status";

export interface Sample {
  readonly status: ReportedHealth["status"];
  readonly message: string | null;
  /** JSON text, secrets redacted by key. */
  readonly details: string;
  readonly at: EpochMs;
}

/** The reported health as it is kept. */
export function toSample(health: ReportedHealth, at: EpochMs): Sample {
  const details: JsonValue = health.details ?? {};
  return {
    status: health.status,
    message: health.message ?? null,
    details: JSON.stringify(redactKeys(details)),
    at,
  };
}

/**
 * Takes a health sample. A repeat moves presence alone. A sample that changes the health, or the first one, or one
 * that ends a silence, is committed with its audit row; the returned promise settles then.
 */
export function noteSample(
  ctx: AgentContext,
  { service, health, now }: { service: ServicePresence; health: ReportedHealth; now: EpochMs },
): Promise<void> | undefined {
  const sample = toSample(health, now);
  if (isRepeat(service, sample)) {
    ctx.deps.presence.sampled(service.id, sample);
    return undefined;
  }
  return ctx.deps.store.transaction(async (tx) => {
    const row = await tx.services.get({ id: service.id });
    if (row === null || row.agentId !== ctx.actor.id) return;
    await applySample(tx, ctx, { service: row, sample });
  });
}

function isRepeat(service: ServicePresence, sample: Sample): boolean {
  return (
    service.intervalId !== null &&
    service.healthStatus === sample.status &&
    service.lastAuditedStatus === statusOfHealth[sample.status]
  );
}

export interface ApplySample {
  readonly service: ServiceRow;
  readonly sample: Sample;
  /** Its first health is no change. */
  readonly isNew?: boolean;
  /** What else of the row is still to be written, and `service` says already. */
  readonly patch?: Patch<ServiceRow>;
}

/**
 * Stores a sample in an open transaction: ends the running interval and opens the next when the health changed, and
 * writes at most one audit row; none for a new service, whose first health is no change. Returns the row as it is then.
 */
export async function applySample(
  tx: Transaction,
  ctx: AgentContext,
  { service, sample, isNew = false, patch = {} }: ApplySample,
): Promise<ServiceRow> {
  const { deps } = ctx;
  const isChange = service.healthStatus !== sample.status;
  const goesOn = !isChange && (await hasInterval(tx, ctx, service.id));
  const facts = {
    healthStatus: sample.status,
    healthMessage: sample.message,
    healthDetails: sample.details,
    lastHealthAt: sample.at,
  };
  const agent = await tx.agents.get({ id: service.agentId });
  const { status, reason } = currentServiceStatus(deps, { ...service, ...facts }, agent);
  const latest = { ...facts, lastAuditedStatus: status, updatedAt: sample.at };
  const next: ServiceRow = { ...service, ...latest };
  await tx.services.update({ id: service.id }, Object.assign({}, patch, latest));
  if (isNew) {
    // Being reported is said by its own audit row.
  } else if (isChange) {
    await recordAudit(tx, ctx, {
      action: "service.health.changed",
      targetType: "CapsuleService",
      targetId: service.id,
      metadata: { from: service.healthStatus, to: sample.status, message: sample.message, status },
    });
  } else if (status !== service.lastAuditedStatus) {
    await recordAudit(tx, ctx, {
      action: "service.status.changed",
      targetType: "CapsuleService",
      targetId: service.id,
      metadata: { from: service.lastAuditedStatus, to: status, reason: reason.code },
    });
  }
  if (goesOn) {
    tx.onCommit(() => {
      deps.presence.putService(next);
      deps.presence.sampled(service.id, sample);
      deps.live.publish("services", [service.id]);
    });
    return next;
  }
  const running = await runningInterval(tx, ctx, service.id);
  if (running !== null) {
    const { id, toAt, samples } = running;
    await tx.healthIntervals.update({ id }, { toAt, samples });
  }
  const interval = {
    id: deps.ids.next("hlr"),
    serviceId: service.id,
    agentId: service.agentId,
    status: sample.status,
    message: sample.message,
    details: sample.details,
    fromAt: sample.at,
    toAt: sample.at,
    samples: 1,
  };
  await tx.healthIntervals.insert(interval);
  tx.onCommit(() => {
    deps.presence.putService(next, interval);
    deps.live.publish("services", [service.id]);
  });
  return next;
}

/** Presence knows of it from its commit on; the row is asked where it does not. */
async function hasInterval(
  tx: Transaction,
  ctx: AgentContext,
  serviceId: ServiceRow["id"],
): Promise<boolean> {
  const isKnown = (ctx.deps.presence.service(serviceId)?.intervalId ?? null) !== null;
  return isKnown || (await runningInterval(tx, ctx, serviceId)) !== null;
}

/** The newest interval with the samples that presence has not stored yet. */
async function runningInterval(
  tx: Transaction,
  ctx: AgentContext,
  serviceId: ServiceRow["id"],
): Promise<Pick<HealthIntervalRow, "id" | "toAt" | "samples"> | null> {
  const [stored] = await tx.healthIntervals.list(
    { serviceId },
    { orderBy: { fromAt: "desc", id: "desc" }, limit: 1 },
  );
  if (stored === undefined) return null;
  const known = ctx.deps.presence.service(serviceId);
  if (known?.intervalId !== stored.id || known.lastHealthAt === null) return stored;
  return { id: stored.id, toAt: known.lastHealthAt, samples: known.intervalSamples };
}
