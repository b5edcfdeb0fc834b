import type { JsonValue } from "@opstage/contracts";

/** The order of values in a column: numbers by size, texts as people sort them, what is missing last. */
export function compareValues(left: JsonValue | undefined, right: JsonValue | undefined): number {
  if (isMissing(left) || isMissing(right)) return Number(isMissing(left)) - Number(isMissing(right));
  if (typeof left === "number" && typeof right === "number") return left - right;
  return textOf(left).localeCompare(textOf(right), undefined, { numeric: true, sensitivity: "base" });
}

function isMissing(value: JsonValue | undefined): value is null | undefined | "" {
  return value === undefined || value === null || value === "";
}

function textOf(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
