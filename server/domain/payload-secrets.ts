import type { JsonObject, JsonValue } from "@opstage/contracts";
import { secretPaths } from "@opstage/contracts/json-schema";

/** Stands in a stored payload where a secret field was. */
export const secretMarker = "[SECRET]";

/** Secret values of a payload with the places they belong to; kept sealed. */
export type PayloadSecrets = readonly { readonly path: readonly string[]; readonly value: JsonValue }[];

/**
 * Takes the secret fields (`writeOnly: true` or `format: "password"`) out of a payload. `secrets` is null when
 * there are none. No other field is touched, whatever its name.
 */
export function splitSecrets(
  payload: JsonObject,
  schema: JsonObject,
): { payload: JsonObject; secrets: PayloadSecrets | null } {
  const secrets = secretPaths(schema, payload).map((path) => ({ path, value: valueAt(payload, path) }));
  if (secrets.length === 0) return { payload, secrets: null };
  const markers = secrets.map(({ path }) => ({ path, value: secretMarker }));
  return { payload: joinSecrets(payload, markers), secrets };
}

/** As `splitSecrets`, for a payload that goes to several: a field is secret when one of the schemas says so. */
export function splitByAll(
  payload: JsonObject,
  schemas: readonly JsonObject[],
): { payload: JsonObject; secrets: PayloadSecrets | null } {
  const found = new Map<string, PayloadSecrets[number]>();
  for (const schema of schemas) {
    for (const secret of splitSecrets(payload, schema).secrets ?? [])
      found.set(secret.path.join("\0"), secret);
  }
  if (found.size === 0) return { payload, secrets: null };
  const secrets = [...found.values()];
  const markers = secrets.map(({ path }) => ({ path, value: secretMarker }));
  return { payload: joinSecrets(payload, markers), secrets };
}

/** Puts secret values back into a payload; the opposite of `splitSecrets`. */
export function joinSecrets(payload: JsonObject, secrets: PayloadSecrets): JsonObject {
  const copy = structuredClone(payload);
  for (const { path, value } of secrets) place(copy, path, value);
  return copy;
}

function valueAt(value: JsonValue, path: readonly string[]): JsonValue {
  return path.reduce<JsonValue>((at, name) => memberOf(at, name) ?? null, value);
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (Array.isArray(value)) return value[Number(name)];
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return value[name];
}

function place(target: JsonValue, path: readonly string[], value: JsonValue): void {
  const name = path.at(-1);
  const parent = path.slice(0, -1).reduce<JsonValue | undefined>(memberOf, target);
  if (name === undefined || typeof parent !== "object" || parent === null) return;
  if (Array.isArray(parent)) parent[Number(name)] = value;
  else Object.defineProperty(parent, name, { value, enumerable: true, configurable: true, writable: true });
}
