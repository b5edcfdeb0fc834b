import type { AgentId } from "@opstage/contracts";
import { auditServiceStatuses } from "../agents/audit-statuses";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { currentAgentStatus, withPresence } from "../status";

export interface OfflineAgents {
  readonly agents: number;
  readonly services: number;
}

/** Notes agents that have fallen silent, and what that makes of their services: one audit row each. */
export async function noteOfflineAgents(
  ctx: ServiceContext,
  ids: readonly AgentId[],
): Promise<OfflineAgents> {
  const { deps } = ctx;
  return deps.store.transaction(async (tx) => {
    const noted = { agents: 0, services: 0 };
    for (const row of await tx.agents.list({ id: ids })) {
      if (row.lastAuditedStatus === "OFFLINE" || currentAgentStatus(deps, row) !== "OFFLINE") continue;
      const { lastHeartbeatAt } = withPresence(deps, row);
      const agent = { ...row, lastHeartbeatAt, lastAuditedStatus: "OFFLINE" as const };
      await tx.agents.update({ id: row.id }, { lastAuditedStatus: "OFFLINE", lastHeartbeatAt });
      await recordAudit(tx, ctx, {
        action: "agent.offline",
        targetType: "Agent",
        targetId: row.id,
        metadata: { from: row.lastAuditedStatus, lastHeartbeatAt: toInstant(lastHeartbeatAt) },
      });
      noted.agents++;
      noted.services += await auditServiceStatuses(tx, ctx, agent);
      tx.onCommit(() => {
        deps.presence.putAgent(withPresence(deps, agent));
        deps.live.publish("agents", [row.id]);
      });
    }
    return noted;
  });
}

function toInstant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
