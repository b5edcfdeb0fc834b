import type { JsonObject, JsonValue } from "@opstage/contracts";
import type { RJSFSchema, UiSchema } from "@rjsf/utils";

/** A schema as RJSF takes it, and beside it what JSON Schema has no word for. */
export interface FormSchema {
  readonly schema: RJSFSchema;
  readonly uiSchema: UiSchema;
}

/** Deeper than this a form is no help; the JSON view is. It also ends recursive `$ref`s. */
const maxDepth = 6;

/**
 * Turns an action's `inputSchema` into what RJSF renders: labels of enums (`enumLabels`), switches, text areas,
 * secrets and placeholders go into the uiSchema; anything a form cannot express (free objects, untyped values)
 * becomes a JSON field, so that every payload can be entered.
 */
export function toFormSchema(inputSchema: JsonObject): FormSchema {
  const { title: _title, description: _description, ...own } = inputSchema;
  const schema = renderable({ type: "object", ...own }, 0);
  return {
    schema: asRjsfSchema(schema),
    uiSchema: { ...objectUi(schema, schema, 0), "ui:submitButtonOptions": { norender: true } },
  };
}

/** Whether the schema asks for anything at all. */
export function hasFields(inputSchema: JsonObject): boolean {
  return isObject(inputSchema.properties)
    ? Object.keys(inputSchema.properties).length > 0
    : ["oneOf", "anyOf", "allOf", "$ref"].some((keyword) => keyword in inputSchema);
}

/** RJSF shows nothing for a schema without content, and no select for constants whose type is left unsaid. */
function renderable(schema: JsonObject, depth: number): JsonObject {
  if (depth > maxDepth) return schema;
  const { properties, items } = schema;
  const typed =
    schema.type === undefined && isChoice(schema) ? { ...schema, ...typeOfChoice(schema) } : schema;
  return {
    ...typed,
    ...(isObject(properties) && { properties: renderableProperties(properties, depth + 1) }),
    ...(isObject(items) && { items: renderable(items, depth + 1) }),
  };
}

function renderableProperties(properties: JsonObject, depth: number): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => {
      const isOpen = property === true || (isObject(property) && Object.keys(property).length === 0);
      if (isOpen) return [name, { title: name }];
      return [name, isObject(property) ? renderable(property, depth) : property];
    }),
  );
}

function typeOfChoice(schema: JsonObject): { type?: string } {
  const types = new Set(
    branchesOf(schema).map((branch) => typeof (isObject(branch) ? branch.const : branch)),
  );
  const [only] = types;
  const isPlain = only === "string" || only === "number" || only === "boolean";
  return types.size === 1 && isPlain ? { type: only } : {};
}

function objectUi(schema: JsonObject, root: JsonObject, depth: number): UiSchema {
  if (!isObject(schema.properties)) return {};
  const entries = Object.entries(schema.properties).map(([name, property]): [string, UiSchema] => [
    name,
    isObject(property) ? fieldUi(name, resolve(property, root), root, depth + 1) : {},
  ]);
  return Object.fromEntries(entries);
}

function fieldUi(name: string, schema: JsonObject, root: JsonObject, depth: number): UiSchema {
  const common: UiSchema =
    typeof schema.placeholder === "string" ? { "ui:placeholder": schema.placeholder } : {};
  const labels = enumLabels(schema);
  if (labels) return { ...common, "ui:enumNames": labels };
  if (Array.isArray(schema.enum)) return common;
  const type = singleType(schema);
  if (isChoice(schema)) return type === undefined ? { ...common, "ui:field": "JsonField" } : common;
  if (type === "boolean") return { ...common, "ui:widget": "SwitchWidget" };
  if (type === "string") return { ...common, ...stringUi(name, schema) };
  if (type === "object" && isObject(schema.properties) && depth < maxDepth) {
    return { ...common, ...objectUi(schema, root, depth) };
  }
  if (type === "array" && isObject(schema.items) && depth < maxDepth) {
    return { ...common, items: fieldUi(name, resolve(schema.items, root), root, depth + 1) };
  }
  if (type === "number" || type === "integer" || type === "null") return common;
  return "oneOf" in schema || "anyOf" in schema ? common : { ...common, "ui:field": "JsonField" };
}

function stringUi(name: string, schema: JsonObject): UiSchema {
  if (isSecretField(name, schema)) return { "ui:widget": "PasswordWidget" };
  if (schema.format === "textarea") return { "ui:widget": "TextareaWidget" };
  return {};
}

/** A field whose value must not stand readable on the screen. */
export function isSecretField(name: string, schema: JsonObject): boolean {
  return schema.writeOnly === true || schema.format === "password" || /password/i.test(name);
}

function enumLabels(schema: JsonObject): string[] | undefined {
  const { enum: values, enumLabels: labels } = schema;
  if (!Array.isArray(values)) return undefined;
  if (Array.isArray(labels)) return values.map((value, index) => String(labels[index] ?? value));
  if (isObject(labels)) return values.map((value) => String(labels[String(value)] ?? value));
  return undefined;
}

/** `oneOf` of constants is a choice with titles; RJSF shows it as a select by itself. */
function isChoice(schema: JsonObject): boolean {
  const branches = branchesOf(schema);
  return branches.length > 0 && branches.every((branch) => isObject(branch) && "const" in branch);
}

function branchesOf(schema: JsonObject): readonly JsonValue[] {
  const branches = schema.oneOf ?? schema.anyOf;
  return Array.isArray(branches) ? branches : [];
}

function singleType(schema: JsonObject): string | undefined {
  if (typeof schema.type === "string") return schema.type;
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter((type) => type !== "null");
    return types.length === 1 && typeof types[0] === "string" ? types[0] : undefined;
  }
  return isObject(schema.properties) ? "object" : undefined;
}

function resolve(schema: JsonObject, root: JsonObject): JsonObject {
  if (typeof schema.$ref !== "string" || !schema.$ref.startsWith("#/")) return schema;
  let target: JsonValue | undefined = root;
  for (const part of schema.$ref.slice(2).split("/")) {
    target = isObject(target) ? target[part.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
  }
  return isObject(target) ? { ...target, ...schema } : schema;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Guaranteed by the server: a stored `inputSchema` passed `checkSchema`, so it is JSON Schema; RJSF reads the same. */
function asRjsfSchema(schema: JsonObject): RJSFSchema {
  return schema as RJSFSchema;
}
