import { hash } from "node:crypto";
import type { JsonValue, ReportedAction, ReportedConfigItem, ReportedService } from "@opstage/contracts";

/** How the parts of a report are hashed. A list's order does not count: its items are known by their names. */
export interface PartHashes {
  service(service: JsonInput): string;
  list(items: readonly NamedItem[]): string;
}

type NamedItem = ReportedConfigItem | ReportedAction;

/** Without any memory. */
export const partHashes: PartHashes = {
  service: contentHash,
  list: (items) => contentHash(items.toSorted((a, b) => compare(nameOf(a), nameOf(b)))),
};

const noItems: readonly NamedItem[] = [];

/**
 * The hash of everything a report says but health, whose details differ in every sample: a hash each of the service
 * itself, its configs and its actions. An equal hash means that there is nothing to write.
 */
export function reportHash(report: ReportedService, hashes = partHashes): string {
  const { health: _, configs, actions, ...service } = report;
  return `${hashes.service(service)}.${hashes.list(configs ?? noItems)}.${hashes.list(actions ?? noItems)}`;
}

/** Which lists differ between two hashes of a service; from no hash both do. */
export function changedLists(
  before: string | undefined,
  after: string,
): { configs: boolean; actions: boolean } {
  const [, configs, actions] = before?.split(".") ?? [];
  const [, newConfigs, newActions] = after.split(".");
  return { configs: configs !== newConfigs, actions: actions !== newActions };
}

function nameOf(item: NamedItem): string {
  return "key" in item ? item.key : item.name;
}

/** SHA-256 in hex of the value as canonical JSON. Members that are undefined count as absent. */
export function contentHash(value: JsonInput): string {
  return hash("sha256", canonicalJson(value), "hex");
}

/** JSON with optional members, as parsed contracts have them. */
export type JsonInput = JsonValue | undefined | readonly JsonInput[] | { readonly [key: string]: JsonInput };

/** JSON with the members of every object in order, so that equal values are equal texts. */
export function canonicalJson(value: JsonInput): string {
  return JSON.stringify(inOrder(value)) ?? "null";
}

/** A copy with ordered members: a replacer of JSON.stringify is three times as dear, and every report comes here. */
function inOrder(value: JsonInput): JsonInput {
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map(inOrder);
  const copy: Record<string, JsonInput> = {};
  for (const name of Object.keys(value).sort()) {
    const member = inOrder(value[name]);
    // Plain assignment would lose it: two values that differ there alone would be one and the same.
    if (name === "__proto__") Object.defineProperty(copy, name, { value: member, enumerable: true });
    else copy[name] = member;
  }
  return copy;
}

function isList(value: object): value is readonly JsonInput[] {
  return Array.isArray(value);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
