import { z } from "zod";

/** Beside the data of a list. */
export const Pagination = z.strictObject({
  page: z.int(),
  pageSize: z.int(),
  /** Matches after filtering; never above the cap of 10,000. */
  total: z.int(),
  totalIsCapped: z.boolean().optional(),
  nextCursor: z.string().optional(),
});
export type Pagination = z.infer<typeof Pagination>;

/** The largest total a list counts to; deeper pages need a cursor. */
export const countableRows = 10_000;

export interface SuccessEnvelope<T> {
  readonly success: true;
  readonly data: T;
}

/** `{ success: true, data }` */
export function successEnvelope<S extends z.ZodType>(data: S) {
  return z.strictObject({ success: z.literal(true), data });
}

/** `{ success: true, data: [...], pagination }` */
export function pageEnvelope<S extends z.ZodType>(item: S) {
  return z.strictObject({ success: z.literal(true), data: z.array(item), pagination: Pagination });
}

/** The reply of an operation without data. */
export const EmptyEnvelope = z.strictObject({ success: z.literal(true) });
