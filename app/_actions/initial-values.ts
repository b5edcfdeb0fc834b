import type { JsonObject, JsonValue } from "@opstage/contracts";
import { compileSchema, initialPayload } from "@opstage/contracts/json-schema";
import { isObject } from "./results/template";

/** What the server shows in place of a value that nobody may read again. */
export const mask = "[REDACTED]";

/** What a form starts with before the agent said anything. */
export function catalogueValues(schema: JsonObject): JsonObject {
  return withoutUselessBlanks(schema, initialPayload(schema));
}

/**
 * Initial values without blanks that the schema refuses anyway, such as the empty text of an optional choice:
 * an empty field says the same and is valid.
 */
export function withoutUselessBlanks(schema: JsonObject, initial: JsonObject): JsonObject {
  const { properties, $defs, definitions } = schema;
  if (!isObject(properties)) return initial;
  const shared = { ...($defs !== undefined && { $defs }), ...(definitions !== undefined && { definitions }) };
  const kept = Object.entries(initial).filter(([name, value]) => {
    const property = properties[name];
    if (!isBlank(value) || !isObject(property)) return true;
    return compileSchema({ ...property, ...shared }).issues(value).length === 0;
  });
  return Object.fromEntries(kept);
}

/** The input of an earlier command without what was hidden from this view, so that nobody submits the mask. */
export function reusableInput(payload: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(payload).filter(([, value]) => !holdsMask(value)));
}

function holdsMask(value: JsonValue): boolean {
  if (value === mask) return true;
  if (Array.isArray(value)) return value.some(holdsMask);
  return isObject(value) && Object.values(value).some(holdsMask);
}

function isBlank(value: JsonValue): boolean {
  return value === "" || value === 0 || (Array.isArray(value) && value.length === 0);
}
