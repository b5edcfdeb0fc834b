import type { Agent } from "@opstage/contracts";
import { hasTwoInstances, toAgent } from "../../store/mappers/agent";
import type { AgentRow } from "../../store/rows";
import type { ServiceContext } from "../context";
import { statusContext, withPresence } from "../status";

/** The agent as people see it. */
export async function agentReply({ deps }: ServiceContext, row: AgentRow): Promise<Agent> {
  const at = statusContext(deps);
  const instances = await deps.store.lookup.agentInstances.list({ agentId: row.id });
  const beside = {
    serviceCount: deps.presence.servicesOf(row.id).length,
    twoInstances: hasTwoInstances(instances, at),
  };
  return toAgent(withPresence(deps, row), beside, at);
}
