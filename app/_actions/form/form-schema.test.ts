import { describe, expect, it } from "vitest";
import { hasFields, isSecretField, toFormSchema } from "./form-schema";

const uiOf = (property: Parameters<typeof toFormSchema>[0]) =>
  toFormSchema({ type: "object", properties: { field: property } }).uiSchema.field;

describe("what a form makes of a schema", () => {
  it("shows the labels of an enum, in a list or by value", () => {
    expect(uiOf({ enum: [1, 2], enumLabels: ["one"] })).toEqual({ "ui:enumNames": ["one", "2"] });
    expect(uiOf({ enum: [10, 20], enumLabels: { "10": "low", "20": "high" } })).toEqual({
      "ui:enumNames": ["low", "high"],
    });
  });

  it("makes a select of constants whose type is left unsaid, and keeps numbers numbers", () => {
    const { schema, uiSchema } = toFormSchema({
      properties: {
        level: {
          oneOf: [
            { const: 1, title: "one" },
            { const: 2, title: "two" },
          ],
        },
      },
    });
    expect(schema.properties?.level).toMatchObject({ type: "number" });
    expect(uiSchema.level).toEqual({});
  });

  it("hides what is typed into secrets", () => {
    expect(uiOf({ type: "string", format: "password" })).toEqual({ "ui:widget": "PasswordWidget" });
    expect(uiOf({ type: "string", writeOnly: true })).toEqual({ "ui:widget": "PasswordWidget" });
    expect(isSecretField("newPassword", { type: "string" })).toBe(true);
    expect(isSecretField("tokenCount", { type: "integer" })).toBe(false);
  });

  it("takes text areas, switches and placeholders from the schema", () => {
    expect(uiOf({ type: "string", format: "textarea", placeholder: "say it" })).toEqual({
      "ui:widget": "TextareaWidget",
      "ui:placeholder": "say it",
    });
    expect(uiOf({ type: "boolean" })).toEqual({ "ui:widget": "SwitchWidget" });
  });

  it("lets anything a form cannot express be entered as JSON", () => {
    const json = { "ui:field": "JsonField", "ui:fieldReplacesAnyOrOneOf": true };
    expect(uiOf({})).toEqual(json);
    expect(uiOf({ type: "object" })).toEqual(json);
    expect(uiOf({ type: "array" })).toEqual(json);
    expect(uiOf({ type: ["string", "integer"] })).toEqual(json);
  });

  it("reaches into groups, lists and references", () => {
    const { uiSchema } = toFormSchema({
      properties: {
        group: { type: "object", properties: { on: { type: "boolean" } } },
        list: { type: "array", items: { type: "string", format: "password" } },
        shared: { $ref: "#/$defs/note" },
      },
      $defs: { note: { type: "string", format: "textarea" } },
    });
    expect(uiSchema.group).toEqual({ on: { "ui:widget": "SwitchWidget" } });
    expect(uiSchema.list).toEqual({ items: { "ui:emptyValue": "", "ui:widget": "PasswordWidget" } });
    expect(uiSchema.shared).toEqual({ "ui:widget": "TextareaWidget" });
  });

  it("reaches into the branches of conditions and choices", () => {
    const { uiSchema } = toFormSchema({
      properties: { mode: { enum: ["a", "b"] } },
      if: { properties: { mode: { const: "b" } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { pin: { type: "string", writeOnly: true } } },
      else: { properties: { since: { type: "string", format: "date" } } },
    });
    expect(uiSchema.pin).toEqual({ "ui:widget": "PasswordWidget" });
    expect(uiSchema.since).toEqual({ "ui:widget": "DateWidget" });
  });

  it("takes a value that may be null for one that may be left out", () => {
    const { schema, uiSchema } = toFormSchema({
      properties: { note: { anyOf: [{ type: "string", maxLength: 9 }, { type: "null" }], title: "Note" } },
    });
    expect(schema.properties?.note).toEqual({ type: ["string", "null"], maxLength: 9, title: "Note" });
    expect(uiSchema.note).toEqual({ "ui:emptyValue": null });
  });

  it("offers a file for text that comes from one", () => {
    expect(uiOf({ type: "string", contentMediaType: "text/csv" })).toEqual({ "ui:widget": "FileWidget" });
    expect(uiOf({ type: "string", format: "data-url" })).toEqual({ "ui:widget": "FileWidget" });
  });

  it("shows help and makes names and values of an open map editable", () => {
    expect(uiOf({ type: "object", additionalProperties: { type: "boolean" }, help: "One a line" })).toEqual({
      "ui:help": "One a line",
      additionalProperties: { "ui:widget": "SwitchWidget" },
    });
  });

  it("reads tuples and dependent fields of the newest drafts", () => {
    const { schema } = toFormSchema({
      properties: { pair: { type: "array", prefixItems: [{ type: "string" }], items: { type: "number" } } },
      dependentRequired: { a: ["b"] },
    });
    expect(schema.properties?.pair).toMatchObject({
      items: [{ type: "string" }],
      additionalItems: { type: "number" },
    });
    expect(schema.dependencies).toEqual({ a: ["b"] });
  });

  it("ends where a schema refers to itself", () => {
    const tree = { type: "object", properties: { child: { $ref: "#" }, name: { type: "string" } } };
    const { uiSchema } = toFormSchema(tree);
    expect(uiSchema.child.child.child).toEqual({
      "ui:field": "JsonField",
      "ui:fieldReplacesAnyOrOneOf": true,
    });
  });

  it("knows when there is nothing to ask", () => {
    expect(hasFields({})).toBe(false);
    expect(hasFields({ type: "object", properties: {} })).toBe(false);
    expect(hasFields({ properties: { a: {} } })).toBe(true);
  });
});
