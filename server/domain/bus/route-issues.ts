import { type BusRouteIssue, type JsonObject, type JsonValue, storedErrorCodes } from "@opstage/contracts";
import { compileRules, type RouteRules } from "./route-rules";

/** A route, as far as it can be wrong. */
export interface IssueRoute extends RouteRules {
  readonly sourceServiceCode: string | null;
  readonly allowGuarded: boolean;
}

/** What is known of the services it names. */
export interface IssueFacts {
  /** Undefined when the route names no source. */
  readonly sourceExists: boolean | undefined;
  readonly targetServiceExists: boolean;
  readonly action: TargetAction | null;
}

export interface TargetAction {
  readonly enabled: boolean;
  readonly dangerLevel: string;
  readonly requiresConfirmation: boolean;
  readonly inputSchema: JsonObject;
}

/** Whether people would be asked before the action runs, so that a route needs leave to run it. */
export function isGuarded(action: Pick<TargetAction, "dangerLevel" | "requiresConfirmation">): boolean {
  return action.requiresConfirmation || action.dangerLevel === "HIGH";
}

/** What cannot work about a route as things are now, for whoever saves it. Services may come later, so it is no refusal. */
export function routeIssues(route: IssueRoute, facts: IssueFacts): BusRouteIssue[] {
  const issues: BusRouteIssue[] = [...compileRules(route).issues];
  const add = (code: string, path: string, message: string) => issues.push({ code, path, message });
  if (facts.sourceExists === false)
    add(
      "BUS_SOURCE_SERVICE_NOT_FOUND",
      "match.sourceServiceCode",
      "No service with this code was reported yet.",
    );
  if (!facts.targetServiceExists) {
    add("BUS_TARGET_NOT_FOUND", "target.serviceCode", "No service with this code was reported yet.");
    return issues;
  }
  const { action } = facts;
  if (action === null || !action.enabled) {
    add(
      "BUS_TARGET_NOT_FOUND",
      "target.actionName",
      "The service declares no such action, or it is not enabled.",
    );
    return issues;
  }
  if (isGuarded(action) && !route.allowGuarded)
    add("BUS_TARGET_GUARDED", "allowGuarded", storedErrorCodes.BUS_TARGET_GUARDED);
  return [...issues, ...schemaIssues(route.inputMapping, action.inputSchema)];
}

/** What the names alone tell: values are known only when an event comes. */
function schemaIssues(mapping: JsonObject | null, schema: JsonObject): BusRouteIssue[] {
  const properties = objectOf(schema.properties);
  const required = Array.isArray(schema.required)
    ? schema.required.filter((name) => typeof name === "string")
    : [];
  if (mapping === null) {
    if (required.length === 0) return [];
    const message = `Without a mapping the action gets the event's envelope, not its own fields (${required.join(", ")}).`;
    return [{ code: "BUS_PAYLOAD_UNMAPPED", path: "inputMapping", message }];
  }
  const missing = required
    .filter((name) => !Object.hasOwn(mapping, name))
    .map((name) => `inputMapping.${name}`)
    .map((path) => ({ code: "BUS_PAYLOAD_INVALID", path, message: "The action requires this field." }));
  const isClosed = schema.additionalProperties === false && schema.patternProperties === undefined;
  const unknown = Object.keys(mapping)
    .filter((name) => isClosed && !Object.hasOwn(properties, name))
    .map((name) => `inputMapping.${name}`)
    .map((path) => ({ code: "BUS_PAYLOAD_INVALID", path, message: "The action has no such field." }));
  return [...missing, ...unknown];
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
