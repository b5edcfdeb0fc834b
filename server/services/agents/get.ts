import type { AgentDetail, AgentId } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";
import { statusContext } from "../status";

/**
 * An agent with its services, tokens and instances.
 * @throws 404 AGENT_NOT_FOUND
 */
export async function getAgent(ctx: ServiceContext, input: { agentId: AgentId }): Promise<AgentDetail> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("getAgent", { ...input, at: statusContext(ctx.deps) }, ctx.signal);
}
