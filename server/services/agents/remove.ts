import { type Agent, type AgentId, appError } from "@opstage/contracts";
import { requireRole } from "../access";
import { recordAudit } from "../audit/record";
import { endCommand } from "../commands/end";
import type { ServiceContext } from "../context";
import { currentAgentStatus } from "../status";
import { agentReply } from "./reply";

/**
 * Forgets an agent that is not alive, with its services and credentials. Its commands and audit rows stay.
 * @throws 404 AGENT_NOT_FOUND · 409 AGENT_STILL_ACTIVE
 */
export async function removeAgent(ctx: ServiceContext, input: { agentId: AgentId }): Promise<Agent> {
  requireRole(ctx, "operator");
  const { agentId } = input;
  const { deps } = ctx;
  const removed = await deps.store.lookup.agents.get({ id: agentId });
  if (removed === null) throw appError("AGENT_NOT_FOUND");
  const reply = await agentReply(ctx, removed);
  await deps.store.transaction(async (tx) => {
    const agent = await tx.agents.get({ id: agentId });
    if (agent === null) throw appError("AGENT_NOT_FOUND");
    const status = currentAgentStatus(deps, agent);
    if (status === "ONLINE") throw appError("AGENT_STILL_ACTIVE");
    for (const command of await tx.commands.list({ agentId, status: ["PENDING", "RUNNING"] })) {
      await endCommand(tx, ctx, {
        command,
        ending: { status: "CANCELLED", errorMessage: "Its agent was removed." },
      });
    }
    const services = await tx.services.list({ agentId });
    await tx.agents.delete({ id: agentId });
    await recordAudit(tx, ctx, {
      action: "agent.removed",
      targetType: "Agent",
      targetId: agentId,
      metadata: { code: agent.code, status, serviceCodes: services.map((service) => service.code) },
    });
    tx.onCommit(() => {
      deps.tokenCache.invalidate(agentId);
      deps.presence.dropAgent(agentId);
      deps.desk.clearPending(agentId);
      deps.desk.instances.forget(agentId);
      deps.throttle.forget(agentId);
      deps.live.publish("agents", [agentId]);
      deps.live.publish("services", []);
    });
  });
  return reply;
}
