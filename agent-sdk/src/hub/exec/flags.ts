import type { JsonObject, JsonValue } from "../../types";
import { ChildError } from "../child-error";

/**
 * A payload as arguments. `--name` takes its value in the same argument, so that a value which begins with a
 * hyphen stays a value; `true` is the flag alone, `false` and null are nothing, a list repeats the flag.
 * @throws ChildError for a field without a flag
 */
export function toArguments(payload: JsonObject, flags: Readonly<Record<string, string>>): string[] {
  const unknown = Object.keys(payload).find((field) => !Object.hasOwn(flags, field));
  if (unknown !== undefined) {
    throw new ChildError(
      "EXEC_PAYLOAD_INVALID",
      `The hub's file declares no flag for the field "${unknown}".`,
    );
  }
  return Object.entries(flags).flatMap(([field, flag]) => argumentsOf(flag, payload[field]));
}

function argumentsOf(flag: string, value: JsonValue | undefined): string[] {
  if (value === undefined || value === null || value === false) return [];
  if (value === true) return [flag];
  if (Array.isArray(value)) return value.flatMap((item) => argumentsOf(flag, item));
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  if (text.includes("\0")) {
    throw new ChildError("EXEC_PAYLOAD_INVALID", `The value for ${flag} holds a NUL character.`);
  }
  if (flag.startsWith("--")) return [`${flag}=${text}`];
  if (text.startsWith("-") && typeof value !== "number") {
    const message = `The value for ${flag} begins with a hyphen; declare a long flag (--name) for such values.`;
    throw new ChildError("EXEC_PAYLOAD_INVALID", message);
  }
  return [flag, text];
}
