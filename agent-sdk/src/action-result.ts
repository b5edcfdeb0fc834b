import { messageOf } from "./errors";
import { isRecord, toJsonObject } from "./json";
import type { JsonObject } from "./types";

/** The end of a command, as it is reported. */
export interface CommandOutcome {
  readonly success: boolean;
  readonly message?: string;
  readonly data?: JsonObject;
  readonly error?: JsonObject;
}

const resultKeys = new Set(["success", "message", "data", "error"]);

export function failed(code: string, message: string, more: JsonObject = {}): CommandOutcome {
  return { success: false, message, error: { code, message, ...more } };
}

/** Reads what a handler returned; the rules stand at `ActionDefinition.handler`. */
export function readHandlerResult(returned: unknown): CommandOutcome {
  try {
    if (returned === undefined || returned === null) return { success: true };
    if (typeof returned === "string") return { success: true, message: returned };
    if (!isRecord(returned) || !isFullForm(returned)) return { success: true, data: toJsonObject(returned) };
    const { success, message, data, error } = returned;
    return {
      success: success !== false,
      message: typeof message === "string" ? message : undefined,
      data: data === undefined ? undefined : toJsonObject(data),
      error: error === undefined ? undefined : toJsonObject(error),
    };
  } catch (error) {
    return failed("ACTION_FAILED", `The action's result is not JSON: ${messageOf(error)}`);
  }
}

/** `{ message, count }` is data; `{ message, data }` is the full form. */
function isFullForm(returned: Record<string, unknown>): boolean {
  if (typeof returned.success === "boolean") return true;
  const keys = Object.keys(returned);
  return keys.length > 0 && keys.every((key) => resultKeys.has(key));
}
