import type { JsonObject } from "../primitives";
import { compilePattern, PatternBudget } from "./patterns";
import { isObject, resolveRef } from "./refs";

/**
 * Where this payload holds secrets: the places whose schema says `writeOnly: true` or `format: "password"`. In a
 * choice of schemas every branch counts, matching or not. Paths are lists of names and positions, not joined,
 * because names may have dots.
 */
export function secretPaths(schema: JsonObject, payload: JsonObject): string[][] {
  const found: string[][] = [];
  const open: { schemas: unknown[]; value: unknown; path: string[] }[] = [
    { schemas: [schema], value: payload, path: [] },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { schemas, value, path } = next;
    const all = applicable(schemas, schema);
    if (path.length > 0 && all.some(isSecret)) {
      found.push(path);
      continue;
    }
    if (all.length === 0 || typeof value !== "object" || value === null) continue;
    for (const [name, member] of Object.entries(value)) {
      const inner = all.flatMap((one) =>
        Array.isArray(value) ? itemSchemas(one, Number(name)) : memberSchemas(one, name),
      );
      if (inner.length > 0) open.push({ schemas: inner, value: member, path: [...path, name] });
    }
  }
  return found.reverse();
}

type Node = Record<string, unknown>;

function isSecret(schema: Node): boolean {
  return schema.writeOnly === true || schema.format === "password";
}

/** These schemas and all that apply to the same place with them, each once, so that circles end. */
function applicable(schemas: readonly unknown[], root: JsonObject): Node[] {
  const all = new Set<Node>();
  const open = [...schemas];
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    if (!isObject(schema) || all.has(schema)) continue;
    all.add(schema);
    const {
      allOf,
      anyOf,
      oneOf,
      if: condition,
      then,
      else: otherwise,
      not,
      dependentSchemas,
      dependencies,
    } = schema;
    open.push(
      resolveRef(root, schema.$ref) ?? true,
      condition ?? true,
      then ?? true,
      otherwise ?? true,
      not ?? true,
    );
    for (const list of [allOf, anyOf, oneOf]) if (Array.isArray(list)) open.push(...list.filter(isObject));
    for (const map of [dependentSchemas, dependencies])
      if (isObject(map)) open.push(...Object.values(map).filter(isObject));
  }
  return [...all];
}

function memberSchemas(schema: Node, name: string): unknown[] {
  const { properties, patternProperties, additionalProperties, unevaluatedProperties } = schema;
  const own = isObject(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [];
  const named = isObject(patternProperties)
    ? Object.entries(patternProperties).flatMap(([source, rule]) => (matches(source, name) ? [rule] : []))
    : [];
  const exact = [...own, ...named].filter(isObject);
  return exact.length > 0 ? exact : [additionalProperties, unevaluatedProperties].filter(isObject);
}

function itemSchemas(schema: Node, index: number): unknown[] {
  const { items, prefixItems, additionalItems, unevaluatedItems, contains } = schema;
  const placed: unknown[] = [];
  for (const list of [items, prefixItems]) if (Array.isArray(list)) placed.push(list[index]);
  return [...placed, items, additionalItems, unevaluatedItems, contains].filter(isObject);
}

/** A pattern that cannot be used counts as matching: too much is sealed rather than too little. */
function matches(source: string, name: string): boolean {
  const pattern = compilePattern(source);
  return typeof pattern === "string" || pattern.test(name, new PatternBudget());
}
