import type { JsonObject } from "@opstage/contracts";
import { describe, expect, it } from "vitest";
import { mainType, resolveRef, schemasAt } from "./schema-walk";

describe("walking a schema", () => {
  const schema: JsonObject = {
    type: "object",
    properties: {
      target: {
        oneOf: [
          { properties: { port: { type: "integer" } } },
          { properties: { port: { type: "string" }, url: { format: "uri" } } },
        ],
      },
      list: { type: "array", items: { $ref: "#/$defs/entry" } },
      pair: { type: "array", prefixItems: [{ type: "string" }, { type: "number" }] },
    },
    if: { properties: { mode: { const: "b" } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { pin: { minLength: 4 } } },
    $defs: {
      entry: { type: "object", properties: { name: { maxLength: 5 }, child: { $ref: "#/$defs/entry" } } },
    },
  };

  it("finds a field in every branch of a choice and of a condition", () => {
    expect(schemasAt(schema, "target.port")).toEqual([{ type: "integer" }, { type: "string" }]);
    expect(schemasAt(schema, "pin")).toEqual([{ minLength: 4 }]);
  });

  it("follows references, also those in a circle", () => {
    expect(schemasAt(schema, "list.7.child.child.name")).toEqual([{ maxLength: 5 }]);
    expect(schemasAt({ $ref: "#" }, "anything")).toEqual([]);
  });

  it("tells the places of a tuple apart", () => {
    expect(schemasAt(schema, "pair.1")).toEqual([{ type: "number" }]);
  });

  it("finds nothing where the schema knows no such field", () => {
    expect(schemasAt(schema, "nowhere.at.all")).toEqual([]);
  });

  it("lets what stands beside a reference win over what it points to", () => {
    expect(resolveRef({ $ref: "#/$defs/entry", title: "Mine" }, schema)).toMatchObject({
      type: "object",
      title: "Mine",
    });
  });

  it("takes null beside a type for optional", () => {
    expect(mainType({ type: ["integer", "null"] })).toBe("integer");
    expect(mainType({ type: ["integer", "string"] })).toBeUndefined();
    expect(mainType({ properties: {} })).toBe("object");
  });
});
