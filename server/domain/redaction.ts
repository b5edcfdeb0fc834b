import type { JsonObject, JsonValue } from "@opstage/contracts";

export const redacted = "[REDACTED]";

const secretName =
  /token|secret|password|cookie|authorization|api[-_]?key(?![a-z])|generatedkey|rawkey|plaintextkey/i;

/** Whether a member of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/**
 * Key-based redaction, for what agents send: the value of every member with a secret's name is replaced, at any
 * depth. Numbers, booleans and null are not secrets, so counters such as `tokenCount` survive, and the property
 * names of a JSON Schema are names, not values. Returns the value itself where it holds no secret.
 */
export function redactKeys<T extends JsonValue>(value: T): JsonValue {
  return redactIn(value, "value");
}

/** What the members of an object are: plain members, those of a schema, or schemas under the names of properties. */
type Kind = "value" | "schema" | "properties";

function redactIn(value: JsonValue, kind: Kind): JsonValue {
  if (Array.isArray(value)) return mapItems(value, (item) => redactIn(item, kind));
  if (typeof value !== "object" || value === null) return value;
  return mapMembers(value, (name, member) => {
    if (kind === "properties" && isSchema(member)) return redactIn(withoutSamples(name, member), "schema");
    if (isSecretName(name)) return hasText(member) ? redacted : member;
    if (name === "properties" && isObject(member) && (kind === "schema" || isSchema(value)))
      return redactIn(member, "properties");
    return redactIn(member, kind === "properties" ? "value" : kind);
  });
}

const schemaWords = [
  "type",
  "$ref",
  "enum",
  "const",
  "anyOf",
  "oneOf",
  "allOf",
  "format",
  "properties",
  "title",
];

function isSchema(value: JsonValue): value is JsonObject {
  return isObject(value) && schemaWords.some((word) => Object.hasOwn(value, word));
}

/** A schema may still show a secret as its sample value. */
function withoutSamples(name: string, schema: JsonObject): JsonObject {
  if (!isSecretName(name)) return schema;
  return mapMembers(schema, (word, member) =>
    ["default", "const", "example", "examples"].includes(word) && hasText(member) ? redacted : member,
  );
}

const tokenPrefix = "opstage_";
const opstageToken = /opstage_([a-z0-9]+)_[A-Za-z0-9_-]+/g;

/** Masks Opstage's own tokens inside a text: `opstage_<word>_<body>` becomes `opstage_<word>_[REDACTED]`. */
export function maskTokens(text: string): string {
  return text.includes(tokenPrefix) ? text.replace(opstageToken, `opstage_$1_${redacted}`) : text;
}

const assignedSecret =
  /((?:token|secret|password|cookie|authorization|api[-_]?key|generatedkey|rawkey|plaintextkey)[\w-]{0,40}["']?\s{0,4}[:=]\s{0,4})("[^"]*"?|'[^']*'?|(?:(?:Bearer|Basic)\s)?[^\s,;&}\]"']+)/gi;

const plainValue = /^["']?(?:-?\d+(?:\.\d+)?|true|false|null|undefined|)["']?$/;

/**
 * Redaction of free text, such as a log line: Opstage's own tokens, what is assigned to a secret's name
 * (`password=…`, `"apiKey": "…"`), and these very values. Numbers survive, as they do by key.
 */
export function redactText(text: string, secrets: readonly string[] = []): string {
  let masked = maskTokens(text);
  for (const secret of secrets) if (secret !== "") masked = masked.replaceAll(secret, redacted);
  return masked.replace(assignedSecret, (whole, name: string, value: string) =>
    plainValue.test(value) || value === redacted ? whole : `${name}${redacted}`,
  );
}

/** The JSON of audit metadata: tokens are masked in every string and every name, everything else is left alone. */
export function redactedJson(metadata: JsonObject): string {
  const json = JSON.stringify(metadata);
  // Tokens are plain ASCII, which JSON leaves as it is.
  return json.includes(tokenPrefix) ? JSON.stringify(redactValues(metadata)) : json;
}

/** Value-based redaction: masks tokens in every string and leaves everything else alone. */
export function redactValues<T extends JsonValue>(value: T): JsonValue {
  if (typeof value === "string") return maskTokens(value);
  if (Array.isArray(value)) return value.map(redactValues);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [maskTokens(name), redactValues(member)]),
  );
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object itself while nothing in it is mapped to something else. */
function mapMembers(object: JsonObject, map: (name: string, member: JsonValue) => JsonValue): JsonObject {
  let copy: Record<string, JsonValue> | null = null;
  for (const [name, member] of Object.entries(object)) {
    const mapped = map(name, member);
    if (mapped === member) continue;
    copy ??= { ...object };
    copy[name] = mapped;
  }
  return copy ?? object;
}

/** The list itself while nothing in it is mapped to something else. */
function mapItems(list: JsonValue[], map: (item: JsonValue) => JsonValue): JsonValue {
  const mapped = list.map(map);
  return mapped.some((item, index) => item !== list[index]) ? mapped : list;
}

/** Whether any text stands in the value: without one there is nothing to hide. */
function hasText(value: JsonValue): boolean {
  if (typeof value === "string") return value !== "";
  return typeof value === "object" && value !== null && Object.values(value).some(hasText);
}
