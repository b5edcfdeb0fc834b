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

/** A place in a JSON value that a search found. */
export interface JsonMatch {
  /** As code would say it: `items[3].name`. */
  readonly path: string;
  readonly value: unknown;
}

const plainName = /^[A-Za-z_$][\w$]*$/;

/** The path of a member below another one. */
export function memberPath(parent: string, name: string, isIndex: boolean): string {
  if (isIndex) return `${parent}[${name}]`;
  if (!plainName.test(name)) return `${parent}[${JSON.stringify(name)}]`;
  return parent === "" ? name : `${parent}.${name}`;
}

/** Every name and plain value that contains the words, in any case, as deep as it goes; at most so many. */
export function findInJson(value: unknown, words: string, most: number): JsonMatch[] {
  const wanted = words.trim().toLowerCase();
  const found: JsonMatch[] = [];
  const open: JsonMatch[] = [{ path: "", value }];
  while (wanted !== "" && found.length < most) {
    const here = open.pop();
    if (here === undefined) break;
    const isList = Array.isArray(here.value);
    const inner = childrenOf(here.value).map(([name, child]) => ({
      name: isList ? "" : name,
      match: { path: memberPath(here.path, name, isList), value: child },
    }));
    for (const { name, match } of inner) {
      const isPlain = typeof match.value !== "object" || match.value === null;
      const text = isPlain ? `${name}\n${String(match.value)}` : name;
      if (text.toLowerCase().includes(wanted) && found.length < most) found.push(match);
    }
    open.push(...inner.map(({ match }) => match).reverse());
  }
  return found;
}

/** How deep a value can be opened before more than so many lines are on the screen. */
export function depthWithin(value: unknown, mostLines: number): number {
  let level: unknown[] = [value];
  let lines = 0;
  for (let depth = 0; ; depth += 1) {
    const next: unknown[] = [];
    for (const item of level) {
      for (const [, child] of childrenOf(item)) next.push(child);
      if (lines + next.length > mostLines) return depth;
    }
    if (next.length === 0) return depth;
    lines += next.length;
    level = next;
  }
}
