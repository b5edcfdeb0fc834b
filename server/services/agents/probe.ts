import type { ProbeReply } from "@opstage/contracts";
import type { AgentContext } from "../context";
import { intervals } from "./intervals";

/** Says that the token works. Counts as no contact and writes nothing (seed 004: a plain `curl -i`). */
export async function probeAgent(ctx: AgentContext): Promise<ProbeReply> {
  const { actor, deps } = ctx;
  return {
    agentId: actor.id,
    ...intervals(deps),
    serverTime: new Date(deps.clock.now()).toISOString(),
  };
}
