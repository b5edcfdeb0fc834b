import type { JsonObject, JsonValue } from "@opstage/contracts";
import { isObject } from "../results/template";
import { branchesOf, isValueList } from "./schema-walk";

/** Deeper than this a form is no help; the JSON view is. */
export const maxDepth = 8;

/**
 * A schema in the words that RJSF renders. It changes how a value is entered, never what is valid: that is checked
 * against the schema as it was declared.
 */
export function renderable(schema: JsonObject, depth = 0): JsonObject {
  if (depth > maxDepth) return schema;
  const next = depth + 1;
  let shown = withoutNullBranch(schema);
  if (shown.type === undefined && isValueList(shown)) shown = { ...shown, ...typeOfValues(shown) };
  shown = withTuple(withDependencies(shown));
  const { properties, items, additionalProperties, additionalItems } = shown;
  return {
    ...shown,
    ...(isObject(properties) && { properties: mapSchemas(properties, next) }),
    ...(isObject(items) && { items: renderable(items, next) }),
    ...(Array.isArray(items) && { items: items.map((item) => rendered(item, next)) }),
    ...(isObject(additionalItems) && { additionalItems: renderable(additionalItems, next) }),
    ...(isObject(additionalProperties) && { additionalProperties: renderable(additionalProperties, next) }),
    ...branches(shown, next),
    ...(depth === 0 && definitions(shown, next)),
  };
}

function rendered(value: JsonValue, depth: number): JsonValue {
  return isObject(value) ? renderable(value, depth) : value;
}

/** RJSF shows nothing for a schema without content, so an open one gets its name. */
function mapSchemas(map: JsonObject, depth: number): JsonObject {
  return Object.fromEntries(
    Object.entries(map).map(([name, schema]) => {
      const isOpen = schema === true || (isObject(schema) && Object.keys(schema).length === 0);
      return [name, isOpen ? { title: name } : rendered(schema, depth)];
    }),
  );
}

function branches(schema: JsonObject, depth: number): JsonObject {
  const lists = ["allOf", "oneOf", "anyOf"].flatMap((keyword): [string, JsonValue][] => {
    const list = schema[keyword];
    return Array.isArray(list) ? [[keyword, list.map((branch) => rendered(branch, depth))]] : [];
  });
  const conditions = ["then", "else"].flatMap((keyword): [string, JsonValue][] => {
    const branch = schema[keyword];
    return isObject(branch) ? [[keyword, renderable(branch, depth)]] : [];
  });
  return Object.fromEntries([...lists, ...conditions]);
}

function definitions(schema: JsonObject, depth: number): JsonObject {
  const maps = ["$defs", "definitions"].flatMap((keyword): [string, JsonValue][] => {
    const map = schema[keyword];
    return isObject(map) ? [[keyword, mapSchemas(map, depth)]] : [];
  });
  return Object.fromEntries(maps);
}

/** `anyOf: [X, null]` is an X that may be left out. */
function withoutNullBranch(schema: JsonObject): JsonObject {
  const keyword = Array.isArray(schema.anyOf) ? "anyOf" : "oneOf";
  const all = branchesOf(schema);
  const rest = all.filter((branch) => !isObject(branch) || branch.type !== "null");
  const [only] = rest;
  if (all.length !== 2 || rest.length !== 1 || !isObject(only)) return schema;
  const { [keyword]: _choice, ...own } = schema;
  const type: JsonObject = typeof only.type === "string" ? { type: [only.type, "null"] } : {};
  return { ...only, ...own, ...type };
}

function typeOfValues(schema: JsonObject): JsonObject {
  const types = new Set(
    branchesOf(schema).map((branch) => typeof (isObject(branch) ? branch.const : branch)),
  );
  const [only] = types;
  const isPlain = only === "string" || only === "number" || only === "boolean";
  return types.size === 1 && isPlain ? { type: only } : {};
}

/** 2020-12 says `prefixItems` and `items` where RJSF reads `items` and `additionalItems`. */
function withTuple(schema: JsonObject): JsonObject {
  const { prefixItems, items, ...own } = schema;
  if (!Array.isArray(prefixItems)) return schema;
  return { ...own, items: prefixItems, ...(items !== undefined && { additionalItems: items }) };
}

/** The same for `dependentSchemas` and `dependentRequired`. */
function withDependencies(schema: JsonObject): JsonObject {
  const { dependentSchemas, dependentRequired, ...own } = schema;
  if (!isObject(dependentSchemas) && !isObject(dependentRequired)) return schema;
  const kept = isObject(own.dependencies) ? own.dependencies : {};
  const names = isObject(dependentRequired) ? dependentRequired : {};
  const schemas = isObject(dependentSchemas) ? dependentSchemas : {};
  return { ...own, dependencies: { ...kept, ...names, ...schemas } };
}
