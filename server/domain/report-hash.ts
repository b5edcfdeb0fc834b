import { hash } from "node:crypto";
import type { JsonValue, ReportedService } from "@opstage/contracts";

/**
 * The hash of everything a report says but health, whose details differ in every sample. An equal hash means
 * that there is nothing to write. The order of members, configs and actions does not count.
 */
export function reportHash(report: ReportedService): string {
  const { health: _, configs, actions, ...rest } = report;
  return contentHash({
    ...rest,
    configs: (configs ?? []).toSorted((a, b) => compare(a.key, b.key)),
    actions: (actions ?? []).toSorted((a, b) => compare(a.name, b.name)),
  });
}

/** SHA-256 in hex of the value as canonical JSON. Members that are undefined count as absent. */
export function contentHash(value: JsonInput): string {
  return hash("sha256", canonicalJson(value), "hex");
}

/** JSON with optional members, as parsed contracts have them. */
export type JsonInput = JsonValue | undefined | readonly JsonInput[] | { readonly [key: string]: JsonInput };

/** JSON with the members of every object in order, so that equal values are equal texts. */
export function canonicalJson(value: JsonInput): string {
  // Written here: a replacer of JSON.stringify makes every report of every agent three times as dear.
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${canonicalJson(member)}`);
  }
  return `{${members.join(",")}}`;
}

function isList(value: object): value is readonly JsonInput[] {
  return Array.isArray(value);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
