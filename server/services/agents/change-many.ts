import {
  type Agent,
  type AgentChangeOutcome,
  type adminOperations,
  type InputOf,
  isAppError,
} from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";
import { currentAgentStatus } from "../status";
import { disableAgent } from "./disable";
import { enableAgent } from "./enable";

/** Disables or enables several agents, one transaction each: one that cannot be changed is in nobody's way. */
export async function changeAgents(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.agents.changeMany>,
): Promise<AgentChangeOutcome[]> {
  requireRole(ctx, "operator");
  const change = input.change === "DISABLE" ? disableAgent : enableAgent;
  const outcomes: AgentChangeOutcome[] = [];
  for (const agentId of new Set(input.agentIds)) {
    outcomes.push(await outcomeOf(ctx, agentId, change));
  }
  return outcomes;
}

async function outcomeOf(
  ctx: ServiceContext,
  agentId: Agent["id"],
  change: (ctx: ServiceContext, input: { agentId: Agent["id"] }) => Promise<Agent>,
): Promise<AgentChangeOutcome> {
  try {
    const agent = await change(ctx, { agentId });
    return {
      agentId,
      name: agent.name ?? agent.code,
      status: agent.status,
      errorCode: null,
      errorMessage: null,
    };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const agent = await ctx.deps.store.lookup.agents.get({ id: agentId });
    return {
      agentId,
      name: agent === null ? null : (agent.name ?? agent.code),
      status: agent === null ? null : currentAgentStatus(ctx.deps, agent),
      errorCode: error.code,
      errorMessage: error.message,
    };
  }
}
