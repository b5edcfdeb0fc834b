import { Optional } from "@marcbachmann/cel-js";
import { isJsonValue, type JsonValue, jsonDepthMax } from "@opstage/contracts";

/** The value of an expression cannot be part of a payload. */
export class NotJsonError extends Error {}

/** Stands for a value that is absent: the field is left out. */
export const absent = Symbol("absent");

/** Room for what expressions make of an event. */
const maxCharacters = 256 * 1024;
const maxNodes = 20_000;

/**
 * A CEL value as JSON: whole numbers as numbers, timestamps as ISO instants, an empty optional as `absent`.
 * @throws NotJsonError for what JSON cannot say, and for values that have become too large
 */
export function toJsonValue(value: unknown): JsonValue | typeof absent {
  const size = { characters: 0, nodes: 0 };
  const json = convert(value, size, 0);
  if (json === absent) return absent;
  if (!isJsonValue(json)) throw new NotJsonError("is nested too deeply");
  return json;
}

interface Size {
  characters: number;
  nodes: number;
}

function convert(value: unknown, size: Size, depth: number): JsonValue | typeof absent {
  count(size, typeof value === "string" ? value.length : 0);
  if (depth > jsonDepthMax) throw new NotJsonError("is nested too deeply");
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return finite(value);
  if (typeof value === "bigint") return whole(value);
  if (typeof value !== "object") throw new NotJsonError("has no value");
  if (value instanceof Optional) return value.hasValue() ? convert(value.value(), size, depth + 1) : absent;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.flatMap((item) => present(convert(item, size, depth + 1)));
  if (value instanceof Set) return [...value].flatMap((item) => present(convert(item, size, depth + 1)));
  if (value instanceof Map) return members([...value], size, depth);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null)
    return members(Object.entries(value), size, depth);
  throw new NotJsonError("is of a kind that JSON does not have (a duration, bytes, uint)");
}

function members(entries: readonly (readonly [unknown, unknown])[], size: Size, depth: number): JsonValue {
  const object: { [key: string]: JsonValue } = {};
  for (const [key, value] of entries) {
    const name = String(key);
    count(size, name.length);
    const json = convert(value, size, depth + 1);
    // Plain assignment would lose a member that is called __proto__.
    if (json !== absent)
      Object.defineProperty(object, name, {
        value: json,
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return object;
}

function present(value: JsonValue | typeof absent): JsonValue[] {
  return value === absent ? [] : [value];
}

function count(size: Size, characters: number): void {
  size.characters += characters;
  size.nodes += 1;
  if (size.characters > maxCharacters || size.nodes > maxNodes) throw new NotJsonError("is too large");
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new NotJsonError("is not a finite number");
  return value;
}

function whole(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new NotJsonError("is a whole number that JSON cannot say exactly");
  return number;
}
