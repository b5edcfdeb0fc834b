import type { CapsuleService, ReportReply, ReportRequest } from "@opstage/contracts";
import { appError } from "@opstage/contracts";
import { statusOfHealth } from "../../domain/effective-status";
import type { EpochMs } from "../../domain/time";
import { toService } from "../../store/mappers/service";
import type { ServicePresence } from "../../store/presence";
import type { AgentRow, ServiceRow } from "../../store/rows";
import { recordAudit } from "../audit/record";
import { applyReport } from "../capsule-services/apply-report";
import { noteSample } from "../capsule-services/note-sample";
import { type PlannedReport, planReport, requireUsableSchemas } from "../capsule-services/plan-report";
import type { AgentContext } from "../context";
import { statusContext, withPresence, withServicePresence } from "../status";
import { noteContact, settleServices } from "./contact";

/** What was planned, with the service as it is known; `known` is absent for a new one or another agent's. */
interface Plan extends PlannedReport {
  readonly index: number;
  readonly known?: ServicePresence;
}

/**
 * The agent declares its services. A report equal to the one before moves presence alone; changed ones are stored
 * together or not at all. Services that are not named stay as they are.
 * @throws 422 ACTION_SCHEMA_INVALID · 409 CAPSULE_SERVICE_CODE_TAKEN
 */
export async function reportServices(ctx: AgentContext, input: ReportRequest): Promise<ReportReply> {
  const { actor, deps } = ctx;
  const now = deps.clock.now();
  const contact = noteContact(ctx, now, input.instanceId ? { instanceId: input.instanceId } : undefined);
  if (contact !== undefined) await contact;

  const known = new Map(deps.presence.servicesOf(actor.id).map((service) => [service.code, service]));
  const plans = input.services.map((service, index): Plan => {
    const { report, hash } = planReport(deps, service);
    return { report, hash, index, known: known.get(service.code) };
  });
  const changed = plans.filter((plan) => plan.known?.reportHash !== plan.hash);
  requireUsableSchemas(changed);
  const stored = changed.length === 0 ? new Map() : await storeReports(ctx, changed, now);
  for (const plan of plans) if (!stored.has(plan.report.code)) await noteRepeat(ctx, plan, now);
  if (contact !== undefined) await settleServices(ctx);
  return { services: await replyOf(ctx, plans, stored) };
}

async function storeReports(
  ctx: AgentContext,
  plans: readonly Plan[],
  now: EpochMs,
): Promise<Map<string, ServiceRow>> {
  return ctx.deps.store.transaction(async (tx) => {
    const agent = await tx.agents.get({ id: ctx.actor.id });
    if (agent === null) throw appError("AGENT_NOT_FOUND");
    const stored = new Map<string, ServiceRow>();
    for (const plan of plans) {
      const { service } = await applyReport(tx, ctx, { agent, plan, now });
      stored.set(service.code, service);
      await recordAudit(tx, ctx, {
        action: "service.reported",
        targetType: "CapsuleService",
        targetId: service.id,
        metadata: { version: service.version },
      });
    }
    return stored;
  });
}

/** An equal report keeps the service fresh; one that ends a silence without a sample is said in the trail. */
async function noteRepeat(ctx: AgentContext, { known, report }: Plan, now: EpochMs): Promise<void> {
  const { deps } = ctx;
  // Looked up anew: while changed ones were stored, a heartbeat may have said something else of this one.
  const service = known === undefined ? null : deps.presence.service(known.id);
  if (service?.agentId !== ctx.actor.id) return;
  deps.presence.reported(service.id, now);
  if (report.health) {
    const noted = noteSample(ctx, { service, health: report.health, now });
    if (noted !== undefined) await noted;
  } else if (service.lastAuditedStatus !== statusOfHealth[service.healthStatus]) {
    await settleServices(ctx);
  }
}

async function replyOf(
  ctx: AgentContext,
  plans: readonly Plan[],
  stored: ReadonlyMap<string, ServiceRow>,
): Promise<CapsuleService[]> {
  const { deps } = ctx;
  const agent = await deps.store.lookup.agents.get({ id: ctx.actor.id });
  const owner: AgentRow | null = agent === null ? null : withPresence(deps, agent);
  const services: CapsuleService[] = [];
  for (const { report } of plans) {
    const row = stored.get(report.code) ?? (await deps.store.lookup.services.get({ code: report.code }));
    if (row !== null) services.push(toService(withServicePresence(deps, row), owner, statusContext(deps)));
  }
  return services;
}
