import { type Agent, type AgentId, appError } from "@opstage/contracts";
import type { ServiceContext } from "../context";
import { changeAgent } from "./change";

/**
 * Refuses everything the agent sends from its next call on, until it is enabled again.
 * @throws 404 AGENT_NOT_FOUND · 409 AGENT_REVOKED
 */
export async function disableAgent(ctx: ServiceContext, input: { agentId: AgentId }): Promise<Agent> {
  return changeAgent(ctx, input.agentId, {
    action: "agent.disabled",
    patch(agent, now) {
      if (agent.revokedAt !== null) throw appError("AGENT_REVOKED", { status: 409 });
      return agent.disabledAt === null ? { disabledAt: now } : null;
    },
  });
}
