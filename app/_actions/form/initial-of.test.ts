import { describe, expect, it } from "vitest";
import { initialOf, settleChange } from "./initial-of";

const rule = {
  type: "object",
  properties: {
    kind: { const: "http" },
    retries: { type: "integer", default: 3 },
    url: { type: "string" },
    follow: { type: "boolean" },
    proxy: { type: "object", properties: { host: { type: "string" } }, required: ["host"] },
  },
};

describe("what a field starts with", () => {
  it("is its default, its constant, and nothing where the operator has to say something", () => {
    expect(initialOf(rule, rule)).toEqual({ kind: "http", retries: 3, follow: false });
    expect(initialOf({ enum: ["a", "b"] }, {})).toBeUndefined();
    expect(initialOf({ type: ["string", "null"] }, {})).toBeUndefined();
  });

  it("is the first branch of a choice, with the constant that names it", () => {
    const tcp = { type: "object", properties: { kind: { const: "tcp" } } };
    expect(initialOf({ oneOf: [tcp, rule] }, {})).toEqual({ kind: "tcp" });
    expect(initialOf({ type: "object", properties: { n: { default: 1 } }, oneOf: [tcp, rule] }, {})).toEqual({
      n: 1,
      kind: "tcp",
    });
  });

  it("is as many entries as a list must have", () => {
    expect(initialOf({ type: "array", minItems: 2, items: { type: "string" } }, {})).toEqual(["", ""]);
    expect(initialOf({ type: "array", prefixItems: [{ const: 1 }, { type: "boolean" }] }, {})).toEqual([
      1,
      false,
    ]);
  });

  it("ends where a schema contains itself", () => {
    const tree = { type: "object", properties: { leaf: { default: 1 }, child: { $ref: "#" } } };
    expect(() => initialOf(tree, tree)).not.toThrow();
  });
});

describe("an entry that was just added", () => {
  const schema = {
    type: "object",
    properties: {
      rules: { type: "array", items: { $ref: "#/$defs/rule" } },
      names: { type: "array", items: { type: "string" } },
    },
    $defs: { rule },
  };

  it("starts as its schema says", () => {
    const before = { rules: [], names: ["a"] };
    expect(settleChange(schema, { before, after: { rules: [{}], names: ["a", null] }, changed: "" })).toEqual(
      {
        rules: [{ kind: "http", retries: 3, follow: false }],
        names: ["a", ""],
      },
    );
  });

  it("leaves every other value alone", () => {
    const before = { rules: [{ url: "x" }], names: ["a"] };
    const after = { rules: [{ url: "" }], names: ["b"], more: null };
    expect(settleChange(schema, { before, after, changed: "rules.0.url" })).toEqual(after);
  });

  it("leaves out groups that RJSF brings in, and keeps one that was asked for", () => {
    const after = { names: ["a"], proxy: {}, group: { inner: {} } };
    expect(settleChange(schema, { before: { names: ["a"], group: {} }, after, changed: "names.0" })).toEqual({
      names: ["a"],
      group: {},
    });
    expect(settleChange(schema, { before: {}, after: { proxy: {} }, changed: "proxy" })).toEqual({
      proxy: {},
    });
  });
});
