import type { JsonObject, JsonValue } from "./types";

/** True for a plain JSON-like object: not null, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The JSON that `value` stands for, as a copy; `undefined` when JSON has no word for it (a function).
 * @throws TypeError for a cycle or a bigint */
export function toJson(value: unknown): JsonValue | undefined {
  const text: string | undefined = JSON.stringify(value);
  return text === undefined ? undefined : JSON.parse(text);
}

/** Like {@link toJson}, for what has to be an object: another value is wrapped as `{ value }`. */
export function toJsonObject(value: unknown): JsonObject {
  const json = toJson(value);
  if (json === undefined || json === null) return {};
  return typeof json === "object" && !Array.isArray(json) ? json : { value: json };
}
