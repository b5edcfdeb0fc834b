import { z } from "zod";
import { AgentId, Instant, JsonObject, ServiceId } from "../primitives";
import { Action } from "./action";
import { ConfigItem } from "./config";
import { HealthStatus, ServiceStatus } from "./enums";
import { HealthReport } from "./health";
import { StatusReason } from "./status-reason";

export const CapsuleService = z.strictObject({
  id: ServiceId,
  agentId: AgentId,
  agentCode: z.string().nullable(),
  agentName: z.string().nullable(),
  code: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  version: z.string().nullable(),
  runtime: z.string().nullable(),
  /** What holds now, computed at the moment of the reply. */
  status: ServiceStatus,
  /** What the last health sample alone says. */
  storedStatus: ServiceStatus,
  statusReason: StatusReason,
  healthStatus: HealthStatus,
  healthMessage: z.string().nullable(),
  lastReportedAt: Instant.nullable(),
  lastHealthAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type CapsuleService = z.infer<typeof CapsuleService>;

export const CapsuleServiceDetail = z.strictObject({
  ...CapsuleService.shape,
  manifest: JsonObject,
  health: HealthReport.nullable(),
  /** By key. */
  configs: z.array(ConfigItem),
  /** By name. */
  actions: z.array(Action),
});
export type CapsuleServiceDetail = z.infer<typeof CapsuleServiceDetail>;
