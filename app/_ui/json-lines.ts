/** The kind of a JSON value, for its colour. */
export type JsonKind = "string" | "number" | "boolean" | "null" | "array" | "object";

export function jsonKind(value: unknown): JsonKind {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  switch (typeof value) {
    case "string":
      return "string";
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    default:
      return "object";
  }
}

/** Names and values inside an array or object. */
export function childrenOf(value: unknown): [string, unknown][] {
  if (Array.isArray(value)) return value.map((item: unknown, index) => [String(index), item]);
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

/** JSON as people read it. */
export function prettyJson(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? "null";
}
