import type { JsonObject, JsonValue } from "@opstage/contracts";
import { isObject } from "./results/template";

/** What the server shows in place of a value that nobody may read again. */
export const mask = "[REDACTED]";

/** Stands in a command's input where a secret was entered. */
const secretMarker = "[SECRET]";

/** The input of an earlier command without what was hidden from this view, so that nobody submits the mask. */
export function reusableInput(payload: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(payload).filter(([, value]) => !holdsMask(value)));
}

function holdsMask(value: JsonValue): boolean {
  if (value === mask || value === secretMarker) return true;
  if (Array.isArray(value)) return value.some(holdsMask);
  return isObject(value) && Object.values(value).some(holdsMask);
}
