import { type Agent, type AgentId, appError } from "@opstage/contracts";
import type { EpochMs } from "../../domain/time";
import type { AgentRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import type { Patch } from "../../store/table";
import { requireRole } from "../access";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { currentAgentStatus, withPresence } from "../status";
import { auditServiceStatuses } from "./audit-statuses";
import { agentReply } from "./reply";

export interface AgentChange {
  readonly action: "agent.disabled" | "agent.enabled" | "agent.revoked" | "agent.token.rotation.requested";
  /** What to set, given the agent as it is; null when there is nothing to change. Throws when it may not be. */
  readonly patch: (agent: AgentRow, now: EpochMs) => Patch<AgentRow> | null;
  /** What else belongs to the same transaction. */
  readonly alongside?: (tx: Transaction, agent: AgentRow, now: EpochMs) => Promise<unknown>;
}

/**
 * What disabling, enabling, revoking and asking for a new token have in common: an operator changes the agent, its
 * services' statuses follow in the same transaction, its cached tokens are forgotten, and whoever polls for it is woken
 * to hear of it.
 * @throws 404 AGENT_NOT_FOUND
 */
export async function changeAgent(
  ctx: ServiceContext,
  agentId: AgentId,
  change: AgentChange,
): Promise<Agent> {
  requireRole(ctx, "operator");
  const { deps } = ctx;
  const changed = await deps.store.transaction(async (tx) => {
    const before = await tx.agents.get({ id: agentId });
    if (before === null) throw appError("AGENT_NOT_FOUND");
    const now = deps.clock.now();
    const patch = change.patch(before, now);
    if (patch === null) return before;
    const next = { ...before, ...patch, updatedAt: now };
    const agent = { ...next, lastAuditedStatus: currentAgentStatus(deps, next) };
    await tx.agents.update(
      { id: agentId },
      { ...patch, lastAuditedStatus: agent.lastAuditedStatus, updatedAt: now },
    );
    await change.alongside?.(tx, agent, now);
    await recordAudit(tx, ctx, { action: change.action, targetType: "Agent", targetId: agentId });
    await auditServiceStatuses(tx, ctx, agent);
    tx.onCommit(() => {
      deps.tokenCache.invalidate(agentId);
      deps.presence.putAgent(withPresence(deps, agent));
      deps.wakeUps.wake(agentId);
      deps.live.publish("agents", [agentId]);
    });
    return agent;
  });
  return agentReply(ctx, changed);
}
