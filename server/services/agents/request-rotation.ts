import { type Agent, type AgentId, appError } from "@opstage/contracts";
import type { ServiceContext } from "../context";
import { changeAgent } from "./change";

/**
 * Asks an agent for a new token, with the answer of its held poll, or of its next poll or heartbeat. Nothing stops working until the agent has confirmed
 * the new one.
 * @throws 404 AGENT_NOT_FOUND · 409 AGENT_REVOKED
 */
export async function requestRotation(ctx: ServiceContext, input: { agentId: AgentId }): Promise<Agent> {
  return changeAgent(ctx, input.agentId, {
    action: "agent.token.rotation.requested",
    patch(agent, now) {
      if (agent.revokedAt !== null) throw appError("AGENT_REVOKED", { status: 409 });
      return agent.rotationRequestedAt === null ? { rotationRequestedAt: now } : null;
    },
  });
}
