import { z } from "zod";
import { deepFreeze } from "../../runtime/deep-freeze";

/** How much text of known values is kept; beyond, all of it is forgotten. With its values that is some 20 MB. */
const charactersKept = 8_000_000;

/**
 * A schema that parses what came before, in the same words, to the same frozen value, without checking it again. For
 * what callers repeat all day and what costs more to check than to write as text. A value for which `isPrivate` is
 * true is never kept.
 */
export function remembered<S extends z.ZodType>(schema: S, isPrivate: (value: z.output<S>) => boolean) {
  const known = new Map<string, z.output<S>>();
  let characters = 0;
  function keep(text: string, value: z.output<S>): void {
    if (characters + text.length > charactersKept) {
      known.clear();
      characters = 0;
    }
    characters += text.length;
    known.set(text, deepFreeze(value));
  }
  return z.transform((raw: unknown, context): z.output<S> => {
    const text = JSON.stringify(raw);
    const before = known.get(text);
    if (before !== undefined) return before;
    const parsed = schema.safeParse(raw);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) context.issues.push({ ...issue, code: "custom", input: raw });
      return z.NEVER;
    }
    if (!isPrivate(parsed.data)) keep(text, parsed.data);
    return parsed.data;
  });
}
