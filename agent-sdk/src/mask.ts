const tokenText = /opstage_(reg|agent)_[A-Za-z0-9_-]+/g;
const secretKey = /token|secret|password|authorization|cookie|api[-_]?key/i;
const depthLimit = 8;

/** Hides raw Opstage tokens inside a text. */
export function maskText(text: string): string {
  return text.replace(tokenText, "opstage_$1_[REDACTED]");
}

/** A copy that may be logged: tokens inside strings are hidden, and texts and objects under secret keys.
 * Numbers and booleans stay, whatever their key: a `tokenCount` is no secret. */
export function maskRecord(record: object, depth = 0): Record<string, unknown> {
  const known = Object.entries(record).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    known.map(([key, value]) => {
      const plain = value === null || ["number", "boolean"].includes(typeof value);
      return [key, secretKey.test(key) && !plain ? "[REDACTED]" : mask(value, depth)];
    }),
  );
}

function mask(value: unknown, depth: number): unknown {
  if (typeof value === "string") return maskText(value);
  if (value instanceof Error) return { name: value.name, message: maskText(value.message) };
  if (typeof value !== "object" || value === null) return value;
  if (depth > depthLimit) return "[deep]";
  return Array.isArray(value) ? value.map((item) => mask(item, depth + 1)) : maskRecord(value, depth + 1);
}
