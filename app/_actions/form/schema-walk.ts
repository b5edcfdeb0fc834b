import type { JsonObject, JsonValue } from "@opstage/contracts";
import { isObject } from "../results/template";

/** The schema a `$ref` stands for, with what stands beside the reference on top; the schema itself without one. */
export function resolveRef(schema: JsonObject, root: JsonObject): JsonObject {
  if (typeof schema.$ref !== "string" || !schema.$ref.startsWith("#")) return schema;
  let target: JsonValue | undefined = root;
  for (const part of schema.$ref.slice(2).split("/").filter(Boolean)) {
    const name = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    target = isObject(target) ? target[name] : undefined;
  }
  const { $ref: _ref, ...beside } = schema;
  return isObject(target) ? { ...target, ...beside } : beside;
}

/**
 * All schemas that speak about one place: the schema itself, what it refers to, and every branch of its choices and
 * conditions, matching or not. Each once, so that circles end.
 */
export function spreadSchema(schema: JsonObject, root: JsonObject): JsonObject[] {
  const seen = new Set<string>();
  const all: JsonObject[] = [];
  const open: (JsonValue | undefined)[] = [schema];
  while (open.length > 0) {
    const next = open.shift();
    if (!isObject(next)) continue;
    if (typeof next.$ref === "string") {
      if (seen.has(next.$ref)) continue;
      seen.add(next.$ref);
    }
    const target = resolveRef(next, root);
    all.push(target);
    for (const keyword of ["allOf", "oneOf", "anyOf"]) {
      const branches = target[keyword];
      if (Array.isArray(branches)) open.push(...branches);
    }
    open.push(target.then, target.else);
    for (const keyword of ["dependentSchemas", "dependencies"]) {
      const map = target[keyword];
      if (isObject(map)) open.push(...Object.values(map));
    }
  }
  return all;
}

/** All schemas that speak about the value at a dot path; none where the schema knows no such place. */
export function schemasAt(schema: JsonObject, path: string): JsonObject[] {
  let here = spreadSchema(schema, schema);
  for (const step of path === "" ? [] : path.split(".")) {
    here = here.flatMap((one) => membersOf(one, step).flatMap((member) => spreadSchema(member, schema)));
  }
  return here;
}

function membersOf(schema: JsonObject, step: string): JsonObject[] {
  const { properties, items, prefixItems, additionalProperties } = schema;
  if (isObject(properties) && Object.hasOwn(properties, step)) return objects([properties[step]]);
  const placed = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : [];
  const atPlace = placed[Number(step)];
  if (atPlace !== undefined) return objects([atPlace]);
  return objects(/^\d+$/.test(step) && items !== undefined ? [items] : [additionalProperties]);
}

function objects(values: readonly (JsonValue | undefined)[]): JsonObject[] {
  return values.filter((value) => isObject(value));
}

/** The type that decides how a value is entered; null beside another type only says that it may be left out. */
export function mainType(schema: JsonObject): string | undefined {
  if (typeof schema.type === "string") return schema.type;
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter((type) => type !== "null");
    return types.length === 1 && typeof types[0] === "string" ? types[0] : undefined;
  }
  if (isObject(schema.properties)) return "object";
  if (schema.items !== undefined || schema.prefixItems !== undefined) return "array";
  return undefined;
}

/** The branches of a choice; empty when the schema is none. */
export function branchesOf(schema: JsonObject): readonly JsonValue[] {
  const branches = schema.oneOf ?? schema.anyOf;
  return Array.isArray(branches) ? branches : [];
}

/** `oneOf` or `anyOf` of constants is a list of values with titles, shown as one select. */
export function isValueList(schema: JsonObject): boolean {
  const branches = branchesOf(schema);
  return branches.length > 0 && branches.every((branch) => isObject(branch) && "const" in branch);
}
