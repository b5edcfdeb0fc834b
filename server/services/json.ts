import type { JsonObject, JsonValue } from "@opstage/contracts";

/** Whether a value is a JSON object, not a list. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
