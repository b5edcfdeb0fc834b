import type { OutputUnit } from "@cfworker/json-schema";
import { isLeftOut, meantBranches } from "./branches";
import { messageOf } from "./messages";
import { type Pattern, patternIndex } from "./patterns";
import { isObject, pointerSteps, valueAt } from "./refs";

/** One thing that is wrong with a payload, or with a schema. */
export interface Issue {
  /** Where, joined by dots; empty for the whole. */
  readonly path: string;
  /** What is wrong, as the end of a sentence that begins with the field's name: "must be at least 1". */
  readonly message: string;
  /** The keyword of the schema that says so. */
  readonly keyword: string;
}

interface Checked {
  readonly payload: unknown;
  readonly schema: unknown;
  readonly patterns: readonly Pattern[];
}

/** Keywords that fail because something inside of them does: that something is reported. */
const parents: ReadonlySet<string> = new Set([
  "$ref",
  "additionalItems",
  "additionalProperties",
  "allOf",
  "dependentSchemas",
  "if",
  "items",
  "patternProperties",
  "prefixItems",
  "properties",
  "propertyNames",
  "unevaluatedItems",
  "unevaluatedProperties",
]);

/** Turns the validator's list of parents and children into one issue a failed place. */
export function issuesOf(errors: readonly OutputUnit[], checked: Checked): Issue[] {
  const meant = meantBranches(errors);
  const issues = new Map<string, Issue>();
  for (const error of errors) {
    const isOpened = typeof meant.get(error.keywordLocation) === "string";
    if (parents.has(error.keyword) || isOpened || isLeftOut(error.keywordLocation, meant)) continue;
    for (const issue of describe(error, checked)) issues.set(`${issue.path}\n${issue.message}`, issue);
  }
  return [...issues.values()];
}

function describe(error: OutputUnit, checked: Checked): Issue[] {
  const steps = pointerSteps(error.instanceLocation) ?? [];
  const at = (message: string, keyword = error.keyword): Issue => ({
    path: steps.join("."),
    message,
    keyword,
  });
  const missing = (name: string, message: string): Issue => ({
    path: [...steps, name].join("."),
    message,
    keyword: error.keyword,
  });
  const schema = valueAt(checked.schema, (pointerSteps(error.keywordLocation) ?? []).slice(0, -1));
  const limit = isObject(schema) ? schema[error.keyword] : undefined;
  const instance = valueAt(checked.payload, steps);
  const has = (name: string) => isObject(instance) && Object.hasOwn(instance, name);

  switch (error.keyword) {
    case "required":
      return texts(limit)
        .filter((name) => !has(name))
        .map((name) => missing(name, "is required"));
    case "dependencies":
    case "dependentRequired":
      return Object.entries(isObject(limit) ? limit : {})
        .filter(([name]) => has(name))
        .flatMap(([name, needed]) =>
          texts(needed)
            .filter((other) => !has(other))
            .map((other) => missing(other, `is required together with ${name}`)),
        );
    case "format": {
      const pattern = checked.patterns[patternIndex(String(limit)) ?? -1];
      return [pattern ? at(messageOf("pattern", pattern.source), "pattern") : at(messageOf("format", limit))];
    }
    default:
      return [at(messageOf(error.keyword, limit))];
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Sorts by place, list positions by number, then by message. */
export function sortIssues(issues: readonly Issue[]): Issue[] {
  return issues.toSorted((a, b) => comparePaths(a.path, b.path) || compare(a.message, b.message));
}

function comparePaths(a: string, b: string): number {
  const left = a.split(".");
  const right = b.split(".");
  for (const [index, step] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = Number(step) - Number(other) || compare(step, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
