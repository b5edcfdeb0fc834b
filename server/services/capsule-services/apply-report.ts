import { appError } from "@opstage/contracts";
import { redactKeys } from "../../domain/redaction";
import { changedLists } from "../../domain/report-hash";
import type { EpochMs } from "../../domain/time";
import type { AgentRow, ServiceRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import type { Patch } from "../../store/table";
import { recordAudit } from "../audit/record";
import type { AgentContext } from "../context";
import { currentAgentStatus, currentServiceStatus } from "../status";
import { applyActions } from "./apply-actions";
import { applyConfigs } from "./apply-configs";
import { applySample, toSample } from "./note-sample";
import type { PlannedReport } from "./plan-report";

export interface ApplyReport {
  /** The reporting agent as the transaction leaves it. */
  readonly agent: AgentRow;
  readonly plan: PlannedReport;
  readonly now: EpochMs;
}

/**
 * Stores a changed report: the service by its code, configs and actions by their keys, so that everything keeps its
 * id. Returns the row and whether the service is new; the caller says in the trail that it was reported.
 * @throws 409 CAPSULE_SERVICE_CODE_TAKEN when another live agent owns the code
 */
export async function applyReport(
  tx: Transaction,
  ctx: AgentContext,
  input: ApplyReport,
): Promise<{ service: ServiceRow; isNew: boolean }> {
  const { report, hash } = input.plan;
  const existing = await tx.services.get({ code: report.code });
  const { service, patch } =
    existing === null ? await insertService(tx, ctx, input) : await updateService(tx, ctx, input, existing);
  const isNew = existing === null;
  const change = { service, isNew, report, now: input.now };
  const changed = changedLists(existing?.reportHash, hash);
  if (changed.configs) await applyConfigs(tx, ctx, change);
  if (changed.actions) await applyActions(tx, ctx, change);
  if (report.health) {
    const sample = toSample(report.health, input.now);
    return { service: await applySample(tx, ctx, { service, isNew, sample, patch }), isNew };
  }
  if (patch !== undefined) await tx.services.update({ id: service.id }, patch);
  tx.onCommit(() => {
    ctx.deps.presence.putService(service);
    ctx.deps.live.publish("services", [service.id]);
  });
  return { service, isNew };
}

/** A service's row as the report makes it, and what of it is still to be written. */
interface Applied {
  readonly service: ServiceRow;
  readonly patch?: Patch<ServiceRow>;
}

async function insertService(tx: Transaction, ctx: AgentContext, input: ApplyReport): Promise<Applied> {
  const { agent, plan, now } = input;
  const bare: ServiceRow = {
    id: ctx.deps.ids.next("svc"),
    agentId: agent.id,
    code: plan.report.code,
    ...declared(plan),
    healthStatus: "UNKNOWN",
    healthMessage: null,
    healthDetails: "{}",
    lastReportedAt: now,
    lastHealthAt: null,
    lastAuditedStatus: "UNKNOWN",
    createdAt: now,
    updatedAt: now,
  };
  const row = { ...bare, lastAuditedStatus: currentServiceStatus(ctx.deps, bare, agent).status };
  await tx.services.insert(row);
  return { service: row };
}

async function updateService(
  tx: Transaction,
  ctx: AgentContext,
  { agent, plan, now }: ApplyReport,
  existing: ServiceRow,
): Promise<Applied> {
  if (existing.agentId !== agent.id) await requireMovable(tx, ctx, existing);
  const facts = Object.assign(declared(plan), { agentId: agent.id, lastReportedAt: now, updatedAt: now });
  const row = { ...existing, ...facts };
  const target = { targetType: "CapsuleService", targetId: existing.id };
  if (existing.agentId !== agent.id) {
    await moveQueue(tx, ctx, row);
    await recordAudit(tx, ctx, {
      action: "service.moved",
      ...target,
      metadata: { fromAgentId: existing.agentId, toAgentId: agent.id },
    });
  }
  if (existing.version !== row.version) {
    await recordAudit(tx, ctx, {
      action: "service.version.changed",
      ...target,
      metadata: { from: existing.version, to: row.version },
    });
  }
  // With a sample the sample says what changed, so it must see what the trail said before.
  if (plan.report.health) return { service: row, patch: facts };
  const { status, reason } = currentServiceStatus(ctx.deps, row, agent);
  if (existing.lastAuditedStatus !== status) {
    await recordAudit(tx, ctx, {
      action: "service.status.changed",
      ...target,
      metadata: { from: existing.lastAuditedStatus, to: status, reason: reason.code },
    });
  }
  const audited = { lastAuditedStatus: status };
  return { service: { ...row, ...audited }, patch: Object.assign(facts, audited) };
}

/** A code belongs to its agent while that one lives; afterwards any other may take it over. */
async function requireMovable(tx: Transaction, ctx: AgentContext, service: ServiceRow): Promise<void> {
  const owner = await tx.agents.get({ id: service.agentId });
  if (owner === null || currentAgentStatus(ctx.deps, owner) !== "ONLINE") return;
  throw appError("CAPSULE_SERVICE_CODE_TAKEN", { details: { code: service.code } });
}

/** What nobody has taken yet goes with the service. */
async function moveQueue(tx: Transaction, ctx: AgentContext, service: ServiceRow): Promise<void> {
  const { id: serviceId, agentId } = service;
  const moved = await tx.commands.update({ serviceId, status: "PENDING" }, { agentId });
  if (moved > 0) tx.onCommit(() => ctx.deps.desk.notePending(agentId));
}

function declared({ report, hash }: PlannedReport) {
  return {
    name: report.name,
    description: report.description ?? null,
    version: report.version ?? null,
    runtime: report.runtime ?? null,
    manifest: JSON.stringify(redactKeys(report.manifest)),
    reportHash: hash,
  };
}
