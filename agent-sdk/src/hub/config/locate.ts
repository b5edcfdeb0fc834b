import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type LineCounter, type Node } from "yaml";
import type { Path } from "./placeholders";

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where a path stands in the file: its value, or the nearest part of it that is there. */
export function locate(document: Document, lines: LineCounter, path: Path): Place {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    const next = stepInto(document, node, step);
    if (next === undefined) break;
    node = next.value;
    offset = startOf(node) ?? next.offset ?? offset;
  }
  return placeOf(lines, offset);
}

/** Where a key itself stands. */
export function locateKey(document: Document, lines: LineCounter, path: Path): Place {
  const key = path.at(-1) ?? "";
  let node: unknown = document.contents;
  for (const step of path.slice(0, -1)) node = stepInto(document, node, step)?.value;
  const offset = stepInto(document, node, key)?.offset;
  return offset === undefined ? locate(document, lines, path) : placeOf(lines, offset);
}

/** The place of an offset, counted from 1 as editors do. */
export function placeOf(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function stepInto(document: Document, node: unknown, step: string | number) {
  const inner = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(inner) && typeof step === "number") {
    return step < inner.items.length ? { value: inner.items[step], offset: undefined } : undefined;
  }
  if (!isMap(inner)) return undefined;
  const pair = inner.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step));
  return pair && { value: pair.value, offset: startOf(pair.key) };
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? rangeOf(node) : undefined;
}

function rangeOf(node: Node): number | undefined {
  return node.range?.[0];
}
