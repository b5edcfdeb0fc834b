const maxDepth = 64;

/** What a payload amounts to, before anything recursive looks at it. */
export interface PayloadSize {
  readonly nodes: number;
  readonly isTooDeep: boolean;
  /** False when it holds values that JSON does not have. */
  readonly isJson: boolean;
  /** All member names, at any depth. */
  readonly names: ReadonlySet<string>;
}

/** Counts a payload without recursion, so that depth costs no stack. Circles count as too deep. */
export function measurePayload(payload: unknown): PayloadSize {
  const names = new Set<string>();
  const open: { value: unknown; depth: number }[] = [{ value: payload, depth: 0 }];
  let nodes = 0;
  let isJson = true;
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    nodes++;
    if (depth > maxDepth) return { nodes, isTooDeep: true, isJson, names };
    if (typeof value !== "object" || value === null) {
      isJson &&= isJsonScalar(value);
      continue;
    }
    isJson &&= Array.isArray(value) || isPlain(value);
    const isList = Array.isArray(value);
    for (const [name, member] of Object.entries(value)) {
      if (!isList) names.add(name);
      open.push({ value: member, depth: depth + 1 });
    }
  }
  return { nodes, isTooDeep: false, isJson, names };
}

function isJsonScalar(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return value === null || typeof value === "string" || typeof value === "boolean";
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
