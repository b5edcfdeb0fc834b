import type { JsonObject } from "@opstage/contracts";
import { redacted, redactKeys } from "../../domain/redaction";
import type { OneTimeFields } from "../../runtime/one-time-secrets";
import { parseNames } from "../../store/mappers/values";
import type { CommandResultRow, CommandRow } from "../../store/rows";
import type { ArrivedResult } from "./complete";

/** The one-time secret that every result may carry (seed 004); actions may name more with `ephemeralFields`. */
const generatedKey = "generatedKey";

/** The result fields of this command that are one-time secrets when they hold a text. */
export function oneTimeFieldNames(command: Pick<CommandRow, "ephemeralFields">): string[] {
  return [generatedKey, ...parseNames(command.ephemeralFields)];
}

/**
 * Takes the one-time secrets out of a result: non-empty texts in the fields that are secret. `fields` is null when
 * there are none; in `data` a marker stands in their place.
 */
export function takeOneTimeFields(
  data: JsonObject,
  command: Pick<CommandRow, "ephemeralFields">,
): { fields: OneTimeFields | null; data: JsonObject } {
  const found = oneTimeFieldNames(command).flatMap((name) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    return typeof value === "string" && value !== "" ? [[name, value] as const] : [];
  });
  if (found.length === 0) return { fields: null, data };
  const markers = Object.fromEntries(found.map(([name]) => [name, redacted]));
  return { fields: Object.fromEntries(found), data: { ...data, ...markers } };
}

/** A result as it is stored: secrets gone by name. */
export function storedResult(
  arrived: ArrivedResult,
): Pick<CommandResultRow, "success" | "message" | "data" | "error"> {
  return {
    success: arrived.success,
    message: arrived.message,
    data: JSON.stringify(redactKeys(arrived.data)),
    error: JSON.stringify(redactKeys(arrived.error)),
  };
}
