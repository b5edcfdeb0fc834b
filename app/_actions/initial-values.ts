import type { JsonObject, JsonValue } from "@opstage/contracts";
import { compileSchema, initialPayload } from "@opstage/contracts/json-schema";
import { initialOf } from "./form/initial-of";
import { isObject } from "./results/template";

/** What a form starts with before the agent said anything. */
export function catalogueValues(schema: JsonObject): JsonObject {
  const start = initialOf({ ...schema, type: "object" }, schema);
  return withoutUselessBlanks(schema, { ...initialPayload(schema), ...(isObject(start) && start) });
}

/**
 * Initial values without blanks that the schema refuses anyway, such as the empty text of an optional choice:
 * an empty field says the same and is valid. Groups get the defaults of what is inside them.
 */
export function withoutUselessBlanks(schema: JsonObject, initial: JsonObject): JsonObject {
  const { properties, required, $defs, definitions } = schema;
  if (!isObject(properties)) return initial;
  const shared = { ...($defs !== undefined && { $defs }), ...(definitions !== undefined && { definitions }) };
  const kept = Object.entries(initial).flatMap(([name, value]): [string, JsonValue][] => {
    const property = properties[name];
    if (!isBlank(value) || !isObject(property)) return [[name, value]];
    const isRequired = Array.isArray(required) && required.includes(name);
    const isRefused = compileSchema({ ...property, ...shared }).issues(value).length > 0;
    if (!isObject(value) && !isRefused) return [[name, value]];
    const start = initialOf(property, schema);
    // A group that may be left out, and has nothing to say, is; a choice that must be made starts with its first branch.
    if (isObject(value)) {
      const group = start ?? value;
      return isRequired || !isRefused || !isBlank(group) ? [[name, group]] : [];
    }
    return isRequired && start !== undefined ? [[name, start]] : [];
  });
  return Object.fromEntries(kept);
}

function isBlank(value: JsonValue): boolean {
  if (isObject(value)) return Object.keys(value).length === 0;
  return value === "" || value === 0 || (Array.isArray(value) && value.length === 0);
}
