import { describe, expect, it } from "vitest";
import { catalogueValues, withoutUselessBlanks } from "./initial-values";
import { reusableInput } from "./redacted";

const schema = {
  type: "object",
  required: ["count"],
  properties: {
    text: { type: "string" },
    level: { type: "string", enum: ["low", "high"] },
    count: { type: "integer", minimum: 1 },
    retries: { type: "integer", default: 2 },
    zone: { $ref: "#/$defs/zone" },
  },
  $defs: { zone: { type: "string", minLength: 2 } },
};

describe("values a form starts with", () => {
  it("leave out blanks that the schema refuses, so that an untouched optional field is valid", () => {
    expect(catalogueValues(schema)).toEqual({ text: "", retries: 2 });
  });

  it("fill groups with the defaults inside them, and leave out a group that may be left out", () => {
    const group = { type: "object", required: ["host"], properties: { host: { type: "string" } } };
    const withDefault = {
      ...group,
      properties: { ...group.properties, port: { type: "integer", default: 80 } },
    };
    expect(
      catalogueValues({
        type: "object",
        required: ["needed"],
        properties: { needed: group, optional: group, filled: withDefault, free: { type: "object" } },
      }),
    ).toEqual({ needed: {}, filled: { port: 80 }, free: {} });
  });

  it("begin a choice that must be made with its first branch, whatever blank stands there", () => {
    const target = {
      oneOf: [{ type: "object", properties: { kind: { const: "web" } }, required: ["kind"] }],
    };
    const asked = { type: "object", required: ["target"], properties: { target, other: target } };
    expect(withoutUselessBlanks(asked, { target: "", other: "" })).toEqual({ target: { kind: "web" } });
  });

  it("keep everything that is no blank, valid or not: the agent said it", () => {
    expect(withoutUselessBlanks(schema, { level: "odd", count: -3, other: "" })).toEqual({
      level: "odd",
      count: -3,
      other: "",
    });
  });
});

describe("the input of an earlier command", () => {
  it("comes back without values that were hidden", () => {
    expect(reusableInput({ user: "ann", password: "[REDACTED]", nested: { pin: "[SECRET]" }, n: 1 })).toEqual(
      { user: "ann", n: 1 },
    );
  });
});
