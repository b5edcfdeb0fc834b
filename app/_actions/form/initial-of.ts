import type { JsonObject, JsonValue } from "@opstage/contracts";
import { isObject } from "../results/template";
import { branchesOf, isValueList, mainType, resolveRef, spreadSchema } from "./schema-walk";

/** A schema that contains itself is filled in this deep. */
const maxDepth = 6;

/**
 * What a field starts with when it is added to a form: its default or constant, an object with whatever of it has
 * such a start, as many entries as a list must have. Undefined where the operator has to say something.
 */
export function initialOf(schema: JsonObject, root: JsonObject, depth = 0): JsonValue | undefined {
  const own = resolveRef(schema, root);
  if (own.default !== undefined) return own.default;
  if (own.const !== undefined) return own.const;
  if (Array.isArray(own.enum) || isValueList(own) || depth > maxDepth) return undefined;
  switch (mainType(own)) {
    case "object":
      return objectStart(own, root, depth);
    case "array":
      return arrayStart(own, root, depth);
    case "boolean":
      return false;
    case "null":
      return null;
    default: {
      const [first] = branchesOf(own);
      return isObject(first) ? initialOf(first, root, depth + 1) : undefined;
    }
  }
}

/** What a new entry of a list, or a new member of an open map, starts with: never nothing, which would be null. */
export function initialEntry(schema: JsonObject, root: JsonObject): JsonValue {
  return initialOf(schema, root) ?? (mainType(resolveRef(schema, root)) === "string" ? "" : null);
}

function objectStart(schema: JsonObject, root: JsonObject, depth: number): JsonObject {
  const [firstBranch] = branchesOf(schema);
  const parts = [
    schema,
    ...(Array.isArray(schema.allOf) ? schema.allOf : []),
    ...(firstBranch === undefined ? [] : [firstBranch]),
  ].flatMap((part) => (isObject(part) ? [resolveRef(part, root)] : []));
  const start: JsonObject = {};
  for (const { properties, required } of parts) {
    if (!isObject(properties)) continue;
    for (const [name, property] of Object.entries(properties)) {
      if (!isObject(property) || start[name] !== undefined) continue;
      const isRequired = Array.isArray(required) && required.includes(name);
      const value = initialOf(property, root, depth + 1);
      // A group that may be left out stays out until it is asked for, unless it has something to say.
      if (value !== undefined && (isRequired || !isEmptyGroup(value))) start[name] = value;
    }
  }
  return start;
}

function arrayStart(schema: JsonObject, root: JsonObject, depth: number): JsonValue[] {
  const { items, prefixItems, minItems } = schema;
  const places = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : [];
  const count = Math.min(typeof minItems === "number" ? minItems : 0, 50);
  return Array.from({ length: Math.max(count, places.length) }, (_, index) => {
    const item = places[index] ?? items;
    return isObject(item) && depth < maxDepth ? initialEntry(item, root) : null;
  });
}

/** What the form held before a change, what it holds after it, and the dot path of the field that changed. */
export interface FormChange {
  readonly before: JsonValue | undefined;
  readonly after: JsonValue;
  readonly changed: string;
}

/**
 * The payload that a change means. RJSF adds entries of lists as nothing, so that a new one would be null: it starts as
 * its schema says instead. And RJSF brings in groups that nobody asked for: those are left out.
 */
export function settleChange(schema: JsonObject, change: FormChange): JsonValue {
  return settle(schema, change, []);
}

function settle(schema: JsonObject, change: FormChange, path: readonly (string | number)[]): JsonValue {
  const { before, after, changed } = change;
  if (Array.isArray(after)) {
    const old = Array.isArray(before) ? before : [];
    const isGrown = after.length === old.length + 1;
    return after.map((item, index) => {
      const here = [...path, index];
      const isNew = isGrown && index === after.length - 1 && isNothing(item);
      return isNew
        ? entryAt(schema, here)
        : settle(schema, { before: old[index], after: item, changed }, here);
    });
  }
  if (!isObject(after)) return after;
  const old = isObject(before) ? before : {};
  const members = Object.entries(after).flatMap(([name, value]): [string, JsonValue][] => {
    const here = [...path, name];
    const isUnasked = old[name] === undefined && isEmptyGroup(value) && here.join(".") !== changed;
    return isUnasked ? [] : [[name, settle(schema, { before: old[name], after: value, changed }, here)]];
  });
  return Object.fromEntries(members);
}

function isEmptyGroup(value: JsonValue): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}

function isNothing(value: JsonValue): boolean {
  return value === null || isEmptyGroup(value);
}

function entryAt(schema: JsonObject, path: readonly (string | number)[]): JsonValue {
  let here = spreadSchema(schema, schema);
  for (const step of path) {
    here = here.flatMap((one) => {
      const { properties, items, prefixItems, additionalProperties } = one;
      const named = isObject(properties) ? properties[String(step)] : undefined;
      const placed = Array.isArray(prefixItems) ? prefixItems[Number(step)] : undefined;
      const next = typeof step === "number" ? (placed ?? items) : (named ?? additionalProperties);
      return isObject(next) ? spreadSchema(next, schema) : [];
    });
  }
  const [found] = here;
  return found ? initialEntry(found, schema) : null;
}
