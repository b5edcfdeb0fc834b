import { z } from "zod";
import { AnyInstant } from "./primitives";

/** A whole number in a query string; anything else is refused. */
const Integer = z.coerce.number<number>().int();

/** A whole number in a query string, moved into the range; `initial` when it is absent. */
export function clampedInteger(options: { min: number; max: number; initial: number }) {
  const { min, max, initial } = options;
  return Integer.transform((n) => Math.min(max, Math.max(min, n)))
    .prefault(initial)
    .describe(`${min} to ${max}; a number outside is moved into the range`);
}

/** A filter by text: blank is refused, an empty one was dropped before (see `normalizeQuery`). */
export function filterText(max: number) {
  return z.string().trim().min(1).max(max);
}

const paging = {
  page: clampedInteger({ min: 1, max: Number.MAX_SAFE_INTEGER, initial: 1 }),
  pageSize: clampedInteger({ min: 1, max: 100, initial: 20 }),
  /** Where to go on when pages lie beyond the countable ones; from `nextCursor`. */
  cursor: z.string().max(400).optional(),
};

/** Paging as every list takes it. */
export const PageQuery = z.object(paging);
export type PageQuery = z.output<typeof PageQuery>;

export interface SortKey<F extends string = string> {
  readonly field: F;
  readonly direction: "asc" | "desc";
}

/** `sort=status,-createdAt`: fields of the list, `-` for descending; another field is refused. */
export function sortBy<const F extends string>(fields: readonly F[], initial: `${"-" | ""}${NoInfer<F>}`) {
  const known = new Map<string, F>(fields.map((field) => [field, field]));
  return z
    .string()
    .max(200)
    .describe(`Comma list of ${fields.join(", ")}; "-" in front for descending`)
    .transform((text, context) => {
      const keys: SortKey<F>[] = [];
      for (const part of text.split(",").map((piece) => piece.trim())) {
        const field = known.get(part.replace(/^-/, ""));
        if (field === undefined) {
          context.addIssue({ code: "custom", message: `Cannot sort by "${part}"; use ${fields.join(", ")}` });
          return z.NEVER;
        }
        keys.push({ field, direction: part.startsWith("-") ? "desc" : "asc" });
      }
      return keys;
    })
    .prefault(initial);
}

/** The query of a list: paging, its sort fields (the initial sort included) and its filters. */
export function listQuery<
  const F extends string,
  Filters extends Readonly<Record<string, z.ZodType>>,
>(options: { sort: readonly F[]; initial: `${"-" | ""}${NoInfer<F>}`; filters: Filters }) {
  return z.object({ ...paging, sort: sortBy(options.sort, options.initial), ...options.filters });
}

/** Both ends of a time range, inclusive. */
export const timeRange = { from: AnyInstant.optional(), to: AnyInstant.optional() };

/** Adds to a query with `timeRange` that it does not end before it begins. */
export function inOrder(range: { from?: string; to?: string }): boolean {
  return range.from === undefined || range.to === undefined || range.from <= range.to;
}

export const notInOrder = { path: ["from"], message: "Must not be later than `to`" };

/** A raw query string as contracts read it: empty values are absent, of repeated keys the first counts. */
export function normalizeQuery(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(raw)) {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (first !== undefined && first !== "") query[key] = first;
  }
  return query;
}
