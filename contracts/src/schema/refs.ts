/** Whether it is an object in the sense of JSON. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The steps of a JSON pointer (`#/a/b` or `/a/b`), decoded; null when it is none. */
export function pointerSteps(pointer: string): string[] | null {
  const path = pointer.startsWith("#") ? pointer.slice(1) : pointer;
  if (path === "") return [];
  if (!path.startsWith("/")) return null;
  try {
    return path
      .slice(1)
      .split("/")
      .map((step) => decodeURIComponent(step).replace(/~1/g, "/").replace(/~0/g, "~"));
  } catch {
    return null;
  }
}

/** The value at these steps; undefined when there is none. */
export function valueAt(root: unknown, steps: readonly string[]): unknown {
  let value = root;
  for (const step of steps) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** What a reference inside of the schema points to; undefined when it points elsewhere or to nothing. */
export function resolveRef(root: unknown, ref: unknown): unknown {
  if (typeof ref !== "string" || !ref.startsWith("#")) return undefined;
  const steps = pointerSteps(ref);
  return steps === null ? undefined : valueAt(root, steps);
}
