import type { JsonObject, JsonValue } from "@opstage/contracts";
import type { UiSchema } from "@rjsf/utils";
import { isObject } from "../results/template";
import { maxDepth } from "./renderable";
import { branchesOf, isValueList, mainType, resolveRef, spreadSchema } from "./schema-walk";

/** Where a schema stands: in which whole, how deep, and through which references. */
interface Place {
  readonly root: JsonObject;
  readonly depth: number;
  readonly refs: readonly string[];
}

/** A schema that contains itself is unfolded this often; what is deeper inside is entered as JSON. */
const maxRounds = 2;

/** How the fields of a whole schema are entered. */
export function uiOf(schema: JsonObject): UiSchema {
  return objectUi(schema, { root: schema, depth: 0, refs: [] });
}

/** How one field is entered, for a branch of a choice that is shown by itself. */
export function branchUi(branch: JsonObject, root: JsonObject): UiSchema {
  return memberUi("", branch, { root, depth: 1, refs: [] });
}

function objectUi(schema: JsonObject, place: Place): UiSchema {
  const ui: UiSchema = {};
  for (const part of spreadSchema(schema, place.root)) {
    if (!isObject(part.properties)) continue;
    // Branches of conditions and choices may speak about the same member; the first one decides.
    for (const [name, property] of Object.entries(part.properties)) {
      ui[name] ??= memberUi(name, property, place);
    }
  }
  const { additionalProperties } = schema;
  if (isObject(additionalProperties)) ui.additionalProperties = memberUi("", additionalProperties, place);
  return ui;
}

function memberUi(name: string, schema: JsonValue, { root, depth, refs }: Place): UiSchema {
  if (!isObject(schema)) return {};
  const { $ref: ref } = schema;
  const rounds = refs.filter((seen) => seen === ref).length;
  if (depth > maxDepth || rounds >= maxRounds) return json(commonUi(schema));
  const place = { root, depth: depth + 1, refs: typeof ref === "string" ? [...refs, ref] : refs };
  return fieldUi(name, resolveRef(schema, root), place);
}

/** What JSON Schema has no word for: the widget, labels of choices, placeholder, help. */
function fieldUi(name: string, schema: JsonObject, place: Place): UiSchema {
  const common = commonUi(schema);
  const labels = enumLabels(schema);
  if (labels) return { ...common, "ui:enumNames": labels };
  if (Array.isArray(schema.enum)) return common;
  const type = mainType(schema);
  if ("const" in schema) return { ...common, "ui:field": "ConstField" };
  if (isValueList(schema)) return type === undefined ? json(common) : common;
  switch (type) {
    case "boolean":
      return { ...common, "ui:widget": "SwitchWidget" };
    case "string":
      return { ...common, ...stringUi(name, schema), ...nullable(schema) };
    case "number":
    case "integer":
      return { ...common, ...nullable(schema) };
    case "null":
      return common;
    case "object":
      return hasMembers(schema) ? { ...common, ...objectUi(schema, place) } : json(common);
    case "array":
      return { ...common, ...(arrayUi(name, schema, place) ?? json({})) };
    default:
      return branchesOf(schema).length > 0 ? common : json(common);
  }
}

function commonUi(schema: JsonObject): UiSchema {
  return {
    ...(typeof schema.placeholder === "string" && { "ui:placeholder": schema.placeholder }),
    ...(typeof schema.help === "string" && { "ui:help": schema.help }),
  };
}

/** A value that no input can express is entered as JSON, so that every payload can be. */
function json(common: UiSchema): UiSchema {
  return { ...common, "ui:field": "JsonField", "ui:fieldReplacesAnyOrOneOf": true };
}

function hasMembers(schema: JsonObject): boolean {
  return (
    isObject(schema.properties) || isObject(schema.additionalProperties) || branchesOf(schema).length > 0
  );
}

function arrayUi(name: string, schema: JsonObject, place: Place): UiSchema | undefined {
  const { items, additionalItems } = schema;
  const itemUi = (item: JsonValue): UiSchema => {
    const ui = isObject(item) ? memberUi(name, item, place) : json({});
    // An emptied entry stays one: without a value it would become null.
    const isText = isObject(item) && mainType(resolveRef(item, place.root)) === "string";
    return isText ? { "ui:emptyValue": "", ...ui } : ui;
  };
  if (!Array.isArray(items)) return isObject(items) ? { items: itemUi(items) } : undefined;
  const byPlace = items.map(itemUi);
  return {
    items: (_item: unknown, index: number) => byPlace[index] ?? {},
    ...(isObject(additionalItems) && { additionalItems: itemUi(additionalItems) }),
  };
}

function stringUi(name: string, schema: JsonObject): UiSchema {
  if (isSecretField(name, schema)) return { "ui:widget": "PasswordWidget" };
  if (isFileField(schema)) return { "ui:widget": "FileWidget" };
  switch (schema.format) {
    case "textarea":
      return { "ui:widget": "TextareaWidget" };
    case "date":
    case "date-time":
    case "time":
      return { "ui:widget": "DateWidget" };
    default:
      return {};
  }
}

/** Emptied, a value that may be null is null; anything else is left out. */
function nullable(schema: JsonObject): UiSchema {
  return Array.isArray(schema.type) && schema.type.includes("null") ? { "ui:emptyValue": null } : {};
}

/** A field whose value must not stand readable on the screen. */
export function isSecretField(name: string, schema: JsonObject): boolean {
  return schema.writeOnly === true || schema.format === "password" || /password/i.test(name);
}

/** A field that may take what a file holds. */
function isFileField(schema: JsonObject): boolean {
  return schema.contentMediaType !== undefined || schema.format === "file" || schema.format === "data-url";
}

function enumLabels(schema: JsonObject): string[] | undefined {
  const { enum: values, enumLabels: labels } = schema;
  if (!Array.isArray(values)) return undefined;
  if (Array.isArray(labels)) return values.map((value, index) => String(labels[index] ?? value));
  if (isObject(labels)) return values.map((value) => String(labels[String(value)] ?? value));
  return undefined;
}
