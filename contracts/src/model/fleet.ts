import { z } from "zod";
import { AgentId, Instant, ServiceId } from "../primitives";
import { ConfigChange } from "./config";
import { AgentStatus, HealthStatus, ServiceStatus } from "./enums";

/** Services whose bars are asked for at once, at most: a page of the list. */
export const healthBarsMax = 100;

/** Equal samples in a row, as little of them as a bar needs. */
export const HealthBarPart = z.strictObject({
  status: HealthStatus,
  message: z.string().nullable(),
  from: Instant,
  to: Instant,
});
export type HealthBarPart = z.infer<typeof HealthBarPart>;

/** How one service's health went, newest first; the oldest parts are left out where there are very many. */
export const HealthBar = z.strictObject({ serviceId: ServiceId, parts: z.array(HealthBarPart) });
export type HealthBar = z.infer<typeof HealthBar>;

export const HealthBars = z.strictObject({ from: Instant, to: Instant, bars: z.array(HealthBar) });
export type HealthBars = z.infer<typeof HealthBars>;

/** Services on one map at most. */
export const mapServicesMax = 5_000;

export const MapService = z.strictObject({ id: ServiceId, name: z.string(), status: ServiceStatus });
export type MapService = z.infer<typeof MapService>;

/** An agent with its services, by name. */
export const MapAgent = z.strictObject({
  id: AgentId,
  code: z.string(),
  name: z.string().nullable(),
  status: AgentStatus,
  services: z.array(MapService),
});
export type MapAgent = z.infer<typeof MapAgent>;

/** The matching services by agent; agents with trouble first. */
export const FleetMap = z.strictObject({
  agents: z.array(MapAgent),
  serviceCount: z.int(),
  /** More services match than the map holds. */
  truncated: z.boolean(),
});
export type FleetMap = z.infer<typeof FleetMap>;

/** How often a run took so long. */
export const DurationBucket = z.strictObject({
  /** Inclusive. */
  fromMs: z.number(),
  /** Exclusive. */
  toMs: z.number(),
  succeeded: z.int(),
  failed: z.int(),
});
export type DurationBucket = z.infer<typeof DurationBucket>;

/** How long the newest runs of an action took. */
export const ActionDurations = z.strictObject({
  runs: z.int(),
  failed: z.int(),
  /** Null without a run. */
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  maxMs: z.number().nullable(),
  /** The oldest of these runs. */
  since: Instant.nullable(),
  /** Ever longer ones (1, 2, 5, 10, …), without gaps; few have empty neighbours, so that a picture has a shape. */
  buckets: z.array(DurationBucket),
});
export type ActionDurations = z.infer<typeof ActionDurations>;

/** A configuration key and how many services declare it. */
export const ConfigKey = z.strictObject({
  key: z.string(),
  label: z.string().nullable(),
  serviceCount: z.int(),
  /** Different values among them; sensitive ones count by whether they are set. */
  valueCount: z.int(),
  sensitive: z.boolean(),
  lastChangedAt: Instant.nullable(),
});
export type ConfigKey = z.infer<typeof ConfigKey>;

export const ConfigKeys = z.strictObject({ keys: z.array(ConfigKey), truncated: z.boolean() });
export type ConfigKeys = z.infer<typeof ConfigKeys>;

/** What may be seen of a value: itself, or of a sensitive one only whether it is set. */
export const ConfigValueState = z.enum(["VALUE", "NOT_SET", "SENSITIVE_SET", "SENSITIVE_HIDDEN"]);
export type ConfigValueState = z.infer<typeof ConfigValueState>;

export const ConfigHolder = z.strictObject({ id: ServiceId, code: z.string(), name: z.string() });

/** Services with the same value. */
export const ConfigGroup = z.strictObject({
  state: ConfigValueState,
  /** For VALUE only. */
  value: z.string().nullable(),
  serviceCount: z.int(),
  /** The first by code; at most 100. */
  services: z.array(ConfigHolder),
});
export type ConfigGroup = z.infer<typeof ConfigGroup>;

/** One key over all services that declare it, the most common value first. */
export const ConfigComparison = z.strictObject({
  key: z.string(),
  serviceCount: z.int(),
  /** At most 50. */
  groups: z.array(ConfigGroup),
  /** Different values in all. */
  groupCount: z.int(),
});
export type ConfigComparison = z.infer<typeof ConfigComparison>;

/** A change with the service it belongs to. */
export const FleetConfigChange = z.strictObject({
  ...ConfigChange.shape,
  serviceCode: z.string(),
  serviceName: z.string(),
});
export type FleetConfigChange = z.infer<typeof FleetConfigChange>;
