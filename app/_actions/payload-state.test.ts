import { describe, expect, it } from "vitest";
import { reducePayload, startPayload, textOf } from "./payload-state";

const start = () => startPayload({ text: "", count: 0 });

describe("the payload behind the form and the JSON view", () => {
  it("shows an edit of the form in the JSON view", () => {
    const state = reducePayload(start(), { type: "form-edited", payload: { text: "hi", count: 0 } });
    expect(JSON.parse(textOf(state))).toEqual({ text: "hi", count: 0 });
  });

  it("shows valid JSON in the form and keeps the text as it was typed", () => {
    const state = reducePayload(start(), { type: "text-edited", text: '{"text":"hi","extra":[1]}' });
    expect(state.payload).toEqual({ text: "hi", extra: [1] });
    expect(textOf(state)).toBe('{"text":"hi","extra":[1]}');
  });

  it("keeps half-typed JSON, and the last good payload beside it", () => {
    const state = reducePayload(start(), { type: "text-edited", text: '{"text":' });
    expect(state.payload).toEqual({ text: "", count: 0 });
    expect(state.problem?.kind).toBe("syntax");
    expect(textOf(state)).toBe('{"text":');
  });

  it("refuses JSON that is no object", () => {
    expect(reducePayload(start(), { type: "text-edited", text: "[1]" }).problem).toEqual({
      kind: "not-object",
    });
  });

  it("takes the agent's values only for fields that nobody decided", () => {
    const edited = reducePayload(start(), { type: "form-edited", payload: { text: "mine", count: 0 } });
    const state = reducePayload(edited, {
      type: "initial-arrived",
      payload: { text: "agent", count: 7, more: true },
    });
    expect(state.payload).toEqual({ text: "mine", count: 7, more: true });
  });

  it("does not bring a field back that was deleted in the JSON view", () => {
    const edited = reducePayload(start(), { type: "text-edited", text: '{"text":""}' });
    const state = reducePayload(edited, { type: "initial-arrived", payload: { text: "a", count: 7 } });
    expect(state.payload).toEqual({ text: "a" });
  });

  it("lets a row's template win over the agent's initial values", () => {
    const state = reducePayload(startPayload({ id: "" }, { id: "row-1" }), {
      type: "initial-arrived",
      payload: { id: "", reason: "" },
    });
    expect(state.payload).toEqual({ reason: "", id: "row-1" });
  });
});
