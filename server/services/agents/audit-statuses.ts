import type { AgentRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { currentServiceStatus } from "../status";

/**
 * Writes the one audit row of every service of this agent whose status differs from what the trail said last: a
 * change without a sample of its own, because the agent went, came back, was disabled, enabled or revoked.
 * `agent` is the row as the transaction leaves it. Returns how many changed.
 */
export async function auditServiceStatuses(
  tx: Transaction,
  ctx: ServiceContext,
  agent: AgentRow,
): Promise<number> {
  const { deps } = ctx;
  let changes = 0;
  for (const service of await tx.services.list({ agentId: agent.id })) {
    const { status, reason } = currentServiceStatus(deps, service, agent);
    if (status === service.lastAuditedStatus) continue;
    await tx.services.update({ id: service.id }, { lastAuditedStatus: status });
    await recordAudit(tx, ctx, {
      action: "service.status.changed",
      targetType: "CapsuleService",
      targetId: service.id,
      metadata: { from: service.lastAuditedStatus, to: status, reason: reason.code },
    });
    tx.onCommit(() => {
      deps.presence.putService({ ...service, lastAuditedStatus: status });
      deps.live.publish("services", [service.id]);
    });
    changes++;
  }
  return changes;
}
