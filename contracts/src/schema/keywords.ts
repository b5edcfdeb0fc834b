import { isObject } from "./refs";

/** Says in words what is wrong with a keyword's value; null when it is fine. */
type Shape = (value: unknown) => string | null;

const count: Shape = (value) =>
  Number.isInteger(value) && Number(value) >= 0 ? null : "must be a whole number of at least 0";
const number: Shape = (value) =>
  typeof value === "number" && Number.isFinite(value) ? null : "must be a number";
const positive: Shape = (value) =>
  typeof value === "number" && Number.isFinite(value) && value > 0 ? null : "must be a number above 0";
const flag: Shape = (value) => (typeof value === "boolean" ? null : "must be true or false");
/** A list of property names. */
export const names: Shape = (value) =>
  Array.isArray(value) && value.every((name) => typeof name === "string")
    ? null
    : "must be a list of property names";
const namesByName: Shape = (value) =>
  isObject(value) && Object.values(value).every((list) => names(list) === null)
    ? null
    : "must map property names to lists of property names";

const types = ["string", "number", "integer", "boolean", "array", "object", "null"];
const type: Shape = (value) => {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const isFine = list.length > 0 && list.every((name) => types.some((known) => known === name));
  return isFine ? null : `must be one or more of ${types.join(", ")}`;
};

/** Keywords whose value is no schema, and its shape. */
export const plainKeywords: Readonly<Record<string, Shape>> = {
  type,
  enum: (value) => (Array.isArray(value) ? null : "must be a list of values"),
  const: () => null,
  // A flag is how draft 3 wrote it, and means nothing since.
  required: (value) => (typeof value === "boolean" ? null : names(value)),
  dependentRequired: namesByName,
  minimum: number,
  maximum: number,
  multipleOf: positive,
  minLength: count,
  maxLength: count,
  minItems: count,
  maxItems: count,
  minContains: count,
  maxContains: count,
  minProperties: count,
  maxProperties: count,
  uniqueItems: flag,
};

/** Keywords whose value is one schema. */
export const schemaKeywords: ReadonlySet<string> = new Set([
  "additionalItems",
  "additionalProperties",
  "contains",
  "else",
  "if",
  "not",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
]);

/** Keywords whose value is a list of schemas. */
export const schemaListKeywords: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);

/** Keywords whose value maps names to schemas. */
export const schemaMapKeywords: ReadonlySet<string> = new Set(["dependentSchemas", "properties"]);

/** Formats that are checked, each in linear time; others are notes to the reader. */
export const checkedFormats: Readonly<Record<string, string>> = {
  date: "date",
  time: "time",
  "date-time": "date-time",
  duration: "duration",
  email: "email",
  hostname: "hostname",
  ipv4: "ipv4",
  ipv6: "ipv6",
  uri: "uri",
  // The validator's own check of this one backtracks without bound.
  url: "uri",
  uuid: "uuid",
  "json-pointer": "json-pointer",
};
