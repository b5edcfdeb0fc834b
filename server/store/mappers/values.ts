import type { Instant, JsonObject, JsonValue } from "@opstage/contracts";
import { toInstant } from "../../domain/time";
import type { EpochMs } from "../rows";

/** An instant that may be missing, as the wire has it. */
export function toInstantOrNull(at: EpochMs | null): Instant | null {
  return at === null ? null : toInstant(at);
}

/** The JSON of a column. Only the server writes it, so a text that cannot be read is a bug and throws. */
export function parseJson(text: string): JsonValue {
  return JSON.parse(text);
}

/** The JSON object of a column; anything else is shown as an empty one. */
export function parseObject(text: string): JsonObject {
  return toObject(parseJson(text));
}

/** The value if it is an object, else an empty one. */
export function toObject(value: JsonValue): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

/** The list of names in a column. */
export function parseNames(text: string): string[] {
  const names = parseJson(text);
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}
