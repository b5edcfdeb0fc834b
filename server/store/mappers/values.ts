import { type Instant, JsonObject, type JsonValue } from "@opstage/contracts";
import { z } from "zod";
import { toInstant } from "../../domain/time";
import type { EpochMs } from "../rows";

/** An instant that may be missing, as the wire has it. */
export function toInstantOrNull(at: EpochMs | null): Instant | null {
  return at === null ? null : toInstant(at);
}

/** The JSON of a column. Only the server writes it, so a text that cannot be read is a bug and throws. */
export function parseJson(text: string): JsonValue {
  return z.json().parse(JSON.parse(text));
}

/** The JSON object of a column; anything else is shown as an empty one. */
export function parseObject(text: string): JsonObject {
  const parsed = JsonObject.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : {};
}

/** The list of names in a column. */
export function parseNames(text: string): string[] {
  return z.array(z.string()).parse(JSON.parse(text));
}
