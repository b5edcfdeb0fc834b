import { type ActionName, appError, type ServiceId } from "@opstage/contracts";
import type { z } from "zod";
import type { ActionRow, AgentRow, ServiceRow } from "../../store/rows";
import type { Tables } from "../../store/store";

export interface ActionAddress {
  readonly serviceId: ServiceId;
  readonly actionName: z.output<typeof ActionName>;
}

/** An action with the service and the agent that run it. */
export interface Target {
  readonly action: ActionRow;
  readonly service: ServiceRow;
  readonly agent: AgentRow;
}

/**
 * The action by its service and name.
 * @throws 404 CAPSULE_SERVICE_NOT_FOUND · 404 ACTION_NOT_FOUND, also for a disabled one
 */
export async function getTarget(
  tables: Pick<Tables, "services" | "actions" | "agents">,
  { serviceId, actionName }: ActionAddress,
): Promise<Target> {
  const service = await tables.services.get({ id: serviceId });
  if (service === null) throw appError("CAPSULE_SERVICE_NOT_FOUND");
  const action = await tables.actions.get({ serviceId, name: actionName });
  if (action === null || !action.enabled) throw appError("ACTION_NOT_FOUND");
  const agent = await tables.agents.get({ id: service.agentId });
  if (agent === null) throw appError("AGENT_NOT_FOUND", { status: 409 });
  return { action, service, agent };
}
