import { z } from "zod";
import { JsonObject } from "../primitives";

/**
 * Results that the console shows as tables and cards. Agents write them, so each part is read tolerantly:
 * unknown members are dropped and an unknown format is text.
 */
export const ResultFormat = z
  .enum([
    "text",
    "code",
    "number",
    "boolean",
    "status",
    "datetime",
    "relativeTime",
    "duration",
    "bytes",
    "json",
    "link",
  ])
  .catch("text");
export type ResultFormat = z.infer<typeof ResultFormat>;

/** Opens another action of the same service. Strings `$row.<path>` in the payload come from the row. */
export const ResultAction = z.object({
  label: z.string(),
  action: z.string(),
  payload: JsonObject.optional(),
  danger: z.boolean().optional(),
  confirm: z.union([z.boolean(), z.string()]).optional(),
});
export type ResultAction = z.infer<typeof ResultAction>;

const field = {
  /** Dot path into the row. */
  key: z.string().min(1),
  label: z.string().optional(),
  format: ResultFormat.optional(),
  copyable: z.boolean().optional(),
};

export const ResultColumn = z.object({
  ...field,
  ellipsis: z.boolean().optional(),
  width: z.union([z.number(), z.string()]).optional(),
});
export type ResultColumn = z.infer<typeof ResultColumn>;

/** `result.data.list` */
export const ListResult = z.object({
  title: z.string().optional(),
  data: z.array(JsonObject),
  /** Without columns the first 8 keys of the first row are shown. */
  columns: z.array(ResultColumn).optional(),
  rowActions: z.array(ResultAction).optional(),
  pageActions: z.array(ResultAction).optional(),
  emptyText: z.string().optional(),
  pageSize: z.int().min(1).max(200).default(10).catch(10),
});
export type ListResult = z.infer<typeof ListResult>;

export const ResultField = z.object(field);
export type ResultField = z.infer<typeof ResultField>;

/** `result.data.detail`, or `currentState.detail` of a prepare reply. */
export const DetailResult = z.object({
  title: z.string().optional(),
  data: JsonObject,
  /** Without fields the first 12 keys are shown. */
  fields: z.array(ResultField).optional(),
  actions: z.array(ResultAction).optional(),
});
export type DetailResult = z.infer<typeof DetailResult>;

/** `health.details.accounts[]` of a service that looks after accounts. */
export const HealthAccount = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  label: z.string().optional(),
  healthy: z.boolean().optional(),
  operationStatus: z.string().nullish(),
  operationMessage: z.string().nullish(),
  lastError: z.string().nullish(),
  consecutiveFailures: z.number().nullish(),
  cooldownRemainingMs: z.number().nullish(),
});
export type HealthAccount = z.infer<typeof HealthAccount>;
