import type { JsonObject, ServiceId, UserId, ValidationIssue } from "@opstage/contracts";
import { commandRefusal } from "../../domain/availability";
import type { ActionRow, AgentRow, PreparedSchemaRow, ServiceRow } from "../../store/rows";
import type { ReadTables } from "../../store/store";
import { heldSchema } from "../actions/check-payload";
import type { Deps } from "../context";
import { statusContext, withPresence } from "../status";

export interface PlanBatch {
  readonly userId: UserId;
  readonly serviceIds: readonly ServiceId[];
  readonly actionName: string;
  readonly payload: JsonObject;
}

/** One selected service, whether the action would run on it, and if not, why. */
export interface PlannedTarget {
  readonly serviceId: ServiceId;
  readonly service: ServiceRow | null;
  readonly agent: AgentRow | null;
  /** Null for an action that the service does not declare or has switched off. */
  readonly action: ActionRow | null;
  /** The input schema that holds for this person, as stored text. */
  readonly schema: string;
  /** A code of the catalogue. */
  readonly refusal: string | null;
  readonly issues: readonly ValidationIssue[];
}

/**
 * What a batch would do: the same checks as for one action, for every service, in a handful of statements. The order
 * is that of the ids.
 */
export async function planTargets(
  tables: Pick<ReadTables, "services" | "agents" | "actions" | "preparedSchemas">,
  deps: Deps,
  plan: PlanBatch,
): Promise<PlannedTarget[]> {
  const { serviceIds, actionName, userId, payload } = plan;
  const services = byKey(await tables.services.list({ id: serviceIds }), ({ id }) => id);
  const agentIds = [...new Set([...services.values()].map(({ agentId }) => agentId))];
  const agents = byKey(await tables.agents.list({ id: agentIds }), ({ id }) => id);
  const found = { serviceId: serviceIds, name: actionName };
  const actions = byKey(await tables.actions.list(found), ({ serviceId }) => serviceId);
  const prepared = byKey(
    await tables.preparedSchemas.list({ userId, actionName, serviceId: serviceIds }),
    ({ serviceId }) => serviceId,
  );
  const issuesOf = issuesBySchema(deps, payload);
  return serviceIds.map((serviceId) => {
    const service = services.get(serviceId) ?? null;
    const agent = service === null ? null : (agents.get(service.agentId) ?? null);
    const action = actions.get(serviceId) ?? null;
    const facts = { serviceId, service, agent, action: action?.enabled ? action : null };
    const schema = schemaOf(facts.action, prepared.get(serviceId) ?? null);
    const refusal = refusalOf(deps, facts);
    const issues = refusal === null ? issuesOf(schema) : [];
    return { ...facts, schema, issues, refusal: issues.length > 0 ? "ACTION_PAYLOAD_INVALID" : refusal };
  });
}

function refusalOf(
  deps: Deps,
  { service, agent, action }: Pick<PlannedTarget, "service" | "agent" | "action">,
): string | null {
  if (service === null) return "CAPSULE_SERVICE_NOT_FOUND";
  if (action === null) return "ACTION_NOT_FOUND";
  return commandRefusal(agent === null ? null : withPresence(deps, agent), statusContext(deps));
}

function schemaOf(action: ActionRow | null, prepared: PreparedSchemaRow | null): string {
  return action === null ? "{}" : heldSchema(action, prepared);
}

/** Most services of a kind share one schema, which is then asked once. */
function issuesBySchema(deps: Deps, payload: JsonObject): (schema: string) => readonly ValidationIssue[] {
  const known = new Map<string, readonly ValidationIssue[]>([["{}", []]]);
  return (schema) => {
    const issues = known.get(schema) ?? deps.schemas.compiled(schema).issues(payload);
    known.set(schema, issues);
    return issues;
  };
}

function byKey<Row, Key>(rows: readonly Row[], key: (row: Row) => Key): Map<Key, Row> {
  return new Map(rows.map((row) => [key(row), row]));
}
