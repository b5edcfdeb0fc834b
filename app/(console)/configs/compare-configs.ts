import type { ConfigItem } from "@opstage/contracts";

/** One key of two services. */
export interface ConfigPair {
  readonly key: string;
  readonly kind: "same" | "differs" | "left-only" | "right-only";
  readonly left: ConfigItem | null;
  readonly right: ConfigItem | null;
}

/**
 * The keys of both services, what differs first, then by key. Of sensitive items only what may be seen counts: whether
 * they are set, and where they are kept.
 */
export function compareConfigs(left: readonly ConfigItem[], right: readonly ConfigItem[]): ConfigPair[] {
  const mine = new Map(left.map((item) => [item.key, item]));
  const theirs = new Map(right.map((item) => [item.key, item]));
  const keys = [...new Set([...mine.keys(), ...theirs.keys()])].sort((a, b) => a.localeCompare(b));
  const pairs = keys.map((key) => pairOf(key, mine.get(key) ?? null, theirs.get(key) ?? null));
  return [...pairs.filter(({ kind }) => kind !== "same"), ...pairs.filter(({ kind }) => kind === "same")];
}

function pairOf(key: string, left: ConfigItem | null, right: ConfigItem | null): ConfigPair {
  if (left === null || right === null)
    return { key, kind: left === null ? "right-only" : "left-only", left, right };
  return { key, kind: seen(left) === seen(right) ? "same" : "differs", left, right };
}

function seen({ sensitive, secretRef, valuePreview }: ConfigItem): string {
  return JSON.stringify(sensitive ? [true, secretRef] : [false, valuePreview]);
}
