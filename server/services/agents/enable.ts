import { type Agent, type AgentId, appError } from "@opstage/contracts";
import type { ServiceContext } from "../context";
import { changeAgent } from "./change";

/**
 * Lets a disabled agent speak again with the token it has. It is online when it does, not before.
 * @throws 404 AGENT_NOT_FOUND · 409 AGENT_REVOKED
 */
export async function enableAgent(ctx: ServiceContext, input: { agentId: AgentId }): Promise<Agent> {
  return changeAgent(ctx, input.agentId, {
    action: "agent.enabled",
    patch(agent) {
      if (agent.revokedAt !== null) throw appError("AGENT_REVOKED", { status: 409 });
      return agent.disabledAt === null ? null : { disabledAt: null };
    },
  });
}
