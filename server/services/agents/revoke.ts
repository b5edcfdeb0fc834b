import type { Agent, AgentId } from "@opstage/contracts";
import type { ServiceContext } from "../context";
import { changeAgent } from "./change";
import { revokeAgentTokens } from "./revoke-tokens";

/**
 * Ends all tokens of an agent; only registering again brings it back.
 * @throws 404 AGENT_NOT_FOUND
 */
export async function revokeAgent(ctx: ServiceContext, input: { agentId: AgentId }): Promise<Agent> {
  return changeAgent(ctx, input.agentId, {
    action: "agent.revoked",
    patch: (agent, now) => (agent.revokedAt === null ? { revokedAt: now, disabledAt: null } : null),
    alongside: revokeAgentTokens,
  });
}
