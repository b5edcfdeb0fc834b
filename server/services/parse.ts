import { JsonObject, type JsonValue } from "@opstage/contracts";
import { z } from "zod";

const Texts = z.array(z.string());

/** A JSON object column. Only verbs of ours wrote it, so what does not parse is damage, and throws. */
export function parseObject(text: string): JsonObject {
  return JsonObject.parse(JSON.parse(text));
}

/** A column that holds a JSON array of texts. */
export function parseTexts(text: string): string[] {
  return text === "[]" ? [] : Texts.parse(JSON.parse(text));
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
