import type { JsonObject, JsonValue } from "@opstage/contracts";
import { compileSchema, initialPayload } from "@opstage/contracts/json-schema";
import { initialOf } from "./form/initial-of";
import { isObject } from "./results/template";

/** What the server shows in place of a value that nobody may read again. */
export const mask = "[REDACTED]";

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

/** The input of an earlier command without what was hidden from this view, so that nobody submits the mask. */
export function reusableInput(payload: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(payload).filter(([, value]) => !holdsMask(value)));
}

/** Stands in a command's input where a secret was entered. */
const secretMarker = "[SECRET]";

function holdsMask(value: JsonValue): boolean {
  if (value === mask || value === secretMarker) return true;
  if (Array.isArray(value)) return value.some(holdsMask);
  return isObject(value) && Object.values(value).some(holdsMask);
}

function isBlank(value: JsonValue): boolean {
  if (isObject(value)) return Object.keys(value).length === 0;
  return value === "" || value === 0 || (Array.isArray(value) && value.length === 0);
}
