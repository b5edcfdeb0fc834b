import type { JsonObject, JsonValue } from "@opstage/contracts";

/** Why the text of the JSON view is no payload yet. */
export type TextProblem = { kind: "syntax"; message: string } | { kind: "not-object" };

/**
 * One payload with two faces, the form and the JSON view. The payload is the truth; `text` exists only while it
 * says something that the payload cannot (a half-typed object, the operator's own layout), so neither view ever
 * overwrites what was entered in the other.
 */
export interface PayloadState {
  readonly payload: JsonObject;
  /** What stands in the JSON view; null while it is simply the payload, printed. */
  readonly text: string | null;
  readonly problem: TextProblem | null;
  /** Top-level keys the operator (or a row action's template) decided; values from the agent leave them alone. */
  readonly decided: readonly string[];
}

export type PayloadEvent =
  | { type: "form-edited"; payload: JsonObject }
  | { type: "text-edited"; text: string }
  | { type: "text-discarded" }
  /** `unknown` are keys that the form no longer has. */
  | { type: "initial-arrived"; payload: JsonObject; unknown?: readonly string[] }
  | { type: "started-over"; payload: JsonObject };

/** The state before anything was entered: the schema's initial values, and above them what a template gives. */
export function startPayload(initial: JsonObject, given: JsonObject = {}): PayloadState {
  return { payload: { ...initial, ...given }, text: null, problem: null, decided: Object.keys(given) };
}

/** The payload as the JSON view shows it. */
export function textOf(state: PayloadState): string {
  return state.text ?? JSON.stringify(state.payload, null, 2);
}

export function reducePayload(state: PayloadState, event: PayloadEvent): PayloadState {
  switch (event.type) {
    case "form-edited":
      return { ...decide(state, event.payload), text: null, problem: null };
    case "text-edited":
      return editText(state, event.text);
    case "text-discarded":
      return { ...state, text: null, problem: null };
    case "initial-arrived":
      return mergeInitial(forget(state, event.unknown ?? []), event.payload);
    case "started-over":
      return startPayload(event.payload);
  }
}

function editText(state: PayloadState, text: string): PayloadState {
  const parsed = parseObject(text);
  if ("problem" in parsed) return { ...state, text, problem: parsed.problem };
  return { ...decide(state, parsed.payload), text, problem: null };
}

function forget(state: PayloadState, keys: readonly string[]): PayloadState {
  if (keys.length === 0) return state;
  const payload = Object.fromEntries(Object.entries(state.payload).filter(([key]) => !keys.includes(key)));
  return { ...state, payload, decided: state.decided.filter((key) => !keys.includes(key)) };
}

function mergeInitial(state: PayloadState, initial: JsonObject): PayloadState {
  const decided = new Set(state.decided);
  const untouched = Object.entries(initial).filter(([key]) => !decided.has(key));
  const kept = Object.entries(state.payload).filter(([key]) => decided.has(key));
  const payload = Object.fromEntries([...untouched, ...kept]);
  // A half-typed text stays on screen; a complete one is printed anew, because it now lacks the agent's values.
  return state.problem ? { ...state, payload } : { ...state, payload, text: null };
}

function decide(state: PayloadState, payload: JsonObject): PayloadState {
  const keys = new Set([...Object.keys(state.payload), ...Object.keys(payload)]);
  const changed = [...keys].filter((key) => !sameJson(state.payload[key], payload[key]));
  return { ...state, payload, decided: [...new Set([...state.decided, ...changed])] };
}

function parseObject(text: string): { payload: JsonObject } | { problem: TextProblem } {
  let value: JsonValue;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: { kind: "syntax", message: error instanceof Error ? error.message : String(error) } };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { problem: { kind: "not-object" } };
  }
  return { payload: value };
}

function sameJson(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}
