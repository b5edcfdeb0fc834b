import type { ServiceStatus } from "@opstage/contracts";
import type { AgentRow, ServiceRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { currentServiceStatus, withServicePresence } from "../status";

/**
 * Says in the trail that a service's status changed without a sample of its own: its agent went, came back, was
 * disabled, enabled or revoked, or its reports grew old. Both rows as the transaction leaves them. Returns the new
 * status, or null when the trail said it already.
 */
export async function auditServiceStatus(
  tx: Transaction,
  ctx: ServiceContext,
  { service, agent }: { service: ServiceRow; agent: AgentRow | null },
): Promise<ServiceStatus | null> {
  const { deps } = ctx;
  const { status, reason } = currentServiceStatus(deps, service, agent);
  if (status === service.lastAuditedStatus) return null;
  await tx.services.update({ id: service.id }, { lastAuditedStatus: status });
  await recordAudit(tx, ctx, {
    action: "service.status.changed",
    targetType: "CapsuleService",
    targetId: service.id,
    metadata: { from: service.lastAuditedStatus, to: status, reason: reason.code },
  });
  tx.onCommit(() => {
    deps.presence.putService({ ...withServicePresence(deps, service), lastAuditedStatus: status });
    deps.live.publish("services", [service.id]);
  });
  return status;
}

/** The same for every service of this agent; returns how many changed. */
export async function auditServiceStatuses(
  tx: Transaction,
  ctx: ServiceContext,
  agent: AgentRow,
): Promise<number> {
  let changes = 0;
  for (const service of await tx.services.list({ agentId: agent.id })) {
    if ((await auditServiceStatus(tx, ctx, { service, agent })) !== null) changes++;
  }
  return changes;
}
