import type { BusRoute, BusRouteDefinition, JsonValue } from "@opstage/contracts";

/** One field of a mapping as the form shows it: a text is an expression, anything else is shown as JSON. */
export interface MappingField {
  readonly name: string;
  readonly expression: string;
}

export interface RouteForm {
  readonly name: string;
  readonly description?: string;
  readonly status: BusRoute["status"];
  readonly eventType: string;
  readonly sourceServiceCode?: string;
  readonly targetServiceCode: string;
  readonly actionName: string;
  readonly condition?: string;
  readonly fields?: readonly (MappingField | undefined)[];
  readonly allowGuarded: boolean;
  readonly whenAway: BusRoute["whenAway"];
  readonly queueHours: number;
  readonly maxPerMinute: number;
}

export const newRoute: Partial<RouteForm> = {
  status: "DISABLED",
  allowGuarded: false,
  whenAway: "fail",
  queueHours: 24,
  maxPerMinute: 30,
  fields: [],
};

/** A route as the form shows it. */
export function toForm(route: BusRoute): RouteForm {
  return {
    name: route.name,
    description: route.description,
    status: route.status,
    eventType: route.match.eventType,
    sourceServiceCode: route.match.sourceServiceCode,
    targetServiceCode: route.target.serviceCode,
    actionName: route.target.actionName,
    condition: route.condition,
    fields: Object.entries(route.inputMapping).map(([name, value]) => ({ name, expression: toText(value) })),
    allowGuarded: route.allowGuarded,
    whenAway: route.whenAway,
    queueHours: Math.max(1, Math.round(route.queueSeconds / 3600)),
    maxPerMinute: route.maxPerMinute,
  };
}

/** What of a route the form does not show stays as it was. */
export function toDefinition(form: RouteForm, before: BusRoute | undefined): BusRouteDefinition {
  const isSameWait =
    before !== undefined && Math.max(1, Math.round(before.queueSeconds / 3600)) === form.queueHours;
  return {
    name: form.name,
    description: form.description || null,
    status: form.status,
    match: { eventType: form.eventType, sourceServiceCode: form.sourceServiceCode || null },
    target: { serviceCode: form.targetServiceCode, actionName: form.actionName },
    condition: form.condition || null,
    inputMapping: toMapping(form.fields, before),
    metadata: before?.metadata ?? null,
    allowGuarded: form.allowGuarded,
    whenAway: form.whenAway,
    queueSeconds: isSameWait ? before.queueSeconds : form.queueHours * 3600,
    maxPerMinute: form.maxPerMinute,
  };
}

/** The mapping of the form's fields; constants and nested parts that nobody touched stay what they were. */
export function toMapping(
  fields: RouteForm["fields"],
  before: BusRoute | undefined,
): { [name: string]: JsonValue } {
  const known = before?.inputMapping ?? {};
  return Object.fromEntries(
    (fields ?? []).flatMap((field) => {
      if (!field?.name || !field.expression) return [];
      const old = known[field.name];
      const isUntouched = old !== undefined && typeof old !== "string" && toText(old) === field.expression;
      return [[field.name, isUntouched ? old : field.expression]];
    }),
  );
}

function toText(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
