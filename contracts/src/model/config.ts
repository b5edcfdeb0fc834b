import { z } from "zod";
import { Instant, idOf, ServiceId } from "../primitives";
import { ConfigChangeKind } from "./enums";

const facts = {
  label: z.string().nullable(),
  type: z.string(),
  source: z.string().nullable(),
  editable: z.boolean(),
  sensitive: z.boolean(),
  /** Null for sensitive items: their values are never stored. */
  valuePreview: z.string().nullable(),
  defaultValue: z.string().nullable(),
  /** Where the secret is kept, such as `env://NAME`; kept verbatim. */
  secretRef: z.string().nullable(),
};

/** One declared configuration value. Observed, never pushed. */
export const ConfigItem = z.strictObject({
  id: idOf("cfg"),
  serviceId: ServiceId,
  key: z.string(),
  /** The same as `key`, for older clients. */
  configKey: z.string(),
  ...facts,
  /** When it last differed from the report before; null while it never did. */
  changedAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type ConfigItem = z.infer<typeof ConfigItem>;

/** What is kept of an item in the history. */
export const ConfigSnapshot = z.strictObject(facts);
export type ConfigSnapshot = z.infer<typeof ConfigSnapshot>;

export const ConfigChange = z.strictObject({
  id: idOf("cch"),
  serviceId: ServiceId,
  key: z.string(),
  kind: ConfigChangeKind,
  before: ConfigSnapshot.nullable(),
  after: ConfigSnapshot.nullable(),
  createdAt: Instant,
});
export type ConfigChange = z.infer<typeof ConfigChange>;
