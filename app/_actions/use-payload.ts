import type { Action, JsonObject } from "@opstage/contracts";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import type { ActionTarget } from "./action-target";
import { schemasAt } from "./form/schema-walk";
import { catalogueValues, withoutUselessBlanks } from "./initial-values";
import { clearDraft, readDraft, saveDraft } from "./payload-drafts";
import { type PayloadEvent, reducePayload, startPayload } from "./payload-state";
import { usePrepare } from "./use-prepare";

/** The keyword of a field that the agent's answer depends on. */
const reprepareKeyword = "x-opstage-reprepare";

/** Typing pauses this long before the agent is asked again. */
const pauseMs = 400;

/**
 * The payload of an action from the catalogue's values over the agent's and the operator's to what is sent, with a
 * draft that survives a close. A panel that was opened with values of its own (a row, an earlier command) has no draft.
 */
export function usePayload(action: Action, target: ActionTarget) {
  const hasDraft = target.payload === undefined;
  const [draft, setDraft] = useState(() => (hasDraft ? readDraft(action) : undefined));
  const [state, dispatch] = useReducer(reducePayload, undefined, () =>
    startPayload(catalogueValues(action.inputSchema), target.payload ?? draft),
  );
  const { preparation, retry, askWith } = usePrepare(action, (prepared) => {
    const schema = prepared.action.inputSchema;
    dispatch({
      type: "initial-arrived",
      payload: withoutUselessBlanks(schema, prepared.initialPayload),
      unknown: unknownKeys(schema, state.payload),
    });
  });
  const prepared = preparation.kind === "ready" ? preparation.prepared : undefined;
  const inputSchema = prepared?.action.inputSchema ?? action.inputSchema;

  useEffect(() => {
    if (hasDraft) saveDraft(action, { schema: inputSchema, ...state });
  }, [hasDraft, action, inputSchema, state]);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const newest = useRef(state.payload);
  newest.current = state.payload;
  const lastAsked = useRef("{}");
  const due = dependedOn(inputSchema, state.payload);
  useEffect(() => {
    // The first values are the agent's own answer, or about to be.
    if (!prepared || due === null || due === lastAsked.current) return;
    const isFirst = lastAsked.current === "{}";
    lastAsked.current = due;
    if (isFirst && state.decided.length === 0) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => askWith(newest.current), pauseMs);
  }, [prepared, due, askWith, state.decided.length]);

  const startOver = useCallback(() => {
    clearDraft(action);
    setDraft(undefined);
    const initial = prepared
      ? withoutUselessBlanks(prepared.action.inputSchema, prepared.initialPayload)
      : catalogueValues(action.inputSchema);
    dispatch({ type: "started-over", payload: initial });
  }, [action, prepared]);
  const forgetDraft = useCallback(() => {
    clearDraft(action);
    setDraft(undefined);
  }, [action]);
  const edit: (event: PayloadEvent) => void = dispatch;
  return {
    state,
    edit,
    preparation,
    retry,
    prepared,
    inputSchema,
    isDraft: draft !== undefined,
    startOver,
    forgetDraft,
  };
}

/** What stands in the fields that the agent wants to be asked again about; null when there is none. */
function dependedOn(schema: JsonObject, payload: JsonObject): string | null {
  const names = Object.keys(payload).filter((name) =>
    // The field itself, or one inside of it.
    schemasAt(schema, name).some((one) => JSON.stringify(one).includes(`"${reprepareKeyword}":true`)),
  );
  return names.length === 0 ? null : JSON.stringify(names.map((name) => [name, payload[name]]));
}

/** Keys that a closed schema no longer knows: left in, they could not even be seen in the form. */
function unknownKeys(schema: JsonObject, payload: JsonObject): string[] {
  if (schema.additionalProperties !== false) return [];
  return Object.keys(payload).filter((name) => schemasAt(schema, name).length === 0);
}
