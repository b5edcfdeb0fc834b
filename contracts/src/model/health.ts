import { z } from "zod";
import { AgentId, Instant, idOf, JsonValue, ServiceId } from "../primitives";
import { HealthStatus } from "./enums";

export const HealthReportId = idOf("hlr");

/** The newest sample of a service. */
export const HealthReport = z.strictObject({
  id: HealthReportId,
  serviceId: ServiceId,
  agentId: AgentId,
  status: HealthStatus,
  message: z.string().nullable(),
  details: JsonValue,
  reportedAt: Instant,
  createdAt: Instant,
});
export type HealthReport = z.infer<typeof HealthReport>;

/** Equal samples in a row. Message and details are those of the last one. */
export const HealthInterval = z.strictObject({
  id: HealthReportId,
  status: HealthStatus,
  message: z.string().nullable(),
  details: JsonValue,
  from: Instant,
  to: Instant,
  samples: z.int(),
});
export type HealthInterval = z.infer<typeof HealthInterval>;

/** Intervals that touch the window, newest first. */
export const HealthHistory = z.strictObject({
  serviceId: ServiceId,
  from: Instant,
  to: Instant,
  intervals: z.array(HealthInterval),
  /** More intervals touch the window than were returned; the oldest are missing. */
  truncated: z.boolean(),
});
export type HealthHistory = z.infer<typeof HealthHistory>;
