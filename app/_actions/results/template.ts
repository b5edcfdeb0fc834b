import type { JsonObject, JsonValue } from "@opstage/contracts";

/** The value at a dot path, `undefined` where the path leaves the data. */
export function valueAt(data: JsonValue | undefined, path: string): JsonValue | undefined {
  // A key that itself contains dots wins over a walk along them.
  if (isObject(data) && Object.hasOwn(data, path)) return data[path];
  let value = data;
  for (const part of path.split(".")) {
    if (Array.isArray(value)) value = value[Number(part)];
    else if (isObject(value) && Object.hasOwn(value, part)) value = value[part];
    else return undefined;
  }
  return value;
}

/** A payload with every string `$row.<path>` replaced from the row, at any depth; the replacement keeps its type. */
export function fillTemplate(template: JsonValue, row: JsonValue | undefined): JsonValue {
  if (typeof template === "string") {
    if (template === "$row") return row ?? null;
    return template.startsWith("$row.") ? (valueAt(row, template.slice(5)) ?? null) : template;
  }
  if (Array.isArray(template)) return template.map((item) => fillTemplate(item, row));
  if (isObject(template)) {
    return Object.fromEntries(
      Object.entries(template).map(([key, value]) => [key, fillTemplate(value, row)]),
    );
  }
  return template;
}

/** The payload an action of a result opens with, and the detail card that its `__detail` key carries. */
export function fillPayload(
  template: JsonObject | undefined,
  row: JsonValue | undefined,
): { payload: JsonObject; detail?: JsonObject } {
  const filled = fillTemplate(template ?? {}, row);
  if (!isObject(filled)) return { payload: {} };
  const { __detail: detail, ...payload } = filled;
  return isObject(detail) ? { payload, detail } : { payload };
}

/** Whether a JSON value is an object and not an array. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What tells a row from its siblings: the first of id, key and name that it has, else its place. */
export function rowKey(row: JsonValue, index: number): string {
  if (isObject(row)) {
    for (const name of ["id", "key", "name"]) {
      const value = row[name];
      if (typeof value === "string" || typeof value === "number") return `${name}:${value}`;
    }
  }
  return `index:${index}`;
}
