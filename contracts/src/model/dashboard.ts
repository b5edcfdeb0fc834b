import { z } from "zod";
import { Instant } from "../primitives";
import { AuditEvent } from "./audit";
import { Command } from "./command";
import { AgentStatus, CommandStatus, ServiceStatus } from "./enums";
import { Workspace } from "./workspace";

const AttentionCode = z.enum([
  "SERVICE_UNHEALTHY",
  "SERVICE_OFFLINE",
  "SERVICE_STALE",
  "SERVICE_UNKNOWN",
  "AGENT_OFFLINE",
  "AGENT_TWO_INSTANCES",
  "COMMAND_FAILED",
  "COMMAND_WAITING",
  "TOKEN_EXPIRING",
]);

/** One thing an operator should look at. */
export const AttentionItem = z.strictObject({
  code: AttentionCode,
  severity: z.enum(["critical", "warning", "notice"]),
  targetType: z.enum(["CapsuleService", "Agent", "Command", "RegistrationToken"]),
  targetId: z.string(),
  /** What people call it: a service's or an agent's name, an action's label, a token's name. */
  name: z.string(),
  /** The name of the service that a command is for; null for everything else. */
  serviceName: z.string().nullable(),
  message: z.string().nullable(),
  /** Since when; for a token, until when it is good. */
  at: Instant.nullable(),
});
export type AttentionItem = z.infer<typeof AttentionItem>;

export const CommandOutcomesInHour = z.strictObject({
  hour: Instant,
  succeeded: z.int(),
  failed: z.int(),
  expired: z.int(),
  cancelled: z.int(),
});
export type CommandOutcomesInHour = z.infer<typeof CommandOutcomesInHour>;

/** How many services entered each status. */
export const StatusTransitionsInHour = z.strictObject({
  hour: Instant,
  healthy: z.int(),
  unhealthy: z.int(),
  stale: z.int(),
  offline: z.int(),
  unknown: z.int(),
});
export type StatusTransitionsInHour = z.infer<typeof StatusTransitionsInHour>;

export const DashboardSummary = z.strictObject({
  workspace: Workspace,
  /** Every status has its count, 0 included. */
  agentCounts: z.record(AgentStatus, z.int()),
  /** By the status that holds now, as lists show it. */
  serviceCounts: z.record(ServiceStatus, z.int()),
  commandCounts: z.record(CommandStatus, z.int()),
  /** Of commands created in the last 24 hours. */
  commandCounts24h: z.record(CommandStatus, z.int()),
  auditEventCount: z.int(),
  /** Worst first, at most 20. */
  needsAttention: z.array(AttentionItem),
  needsAttentionTotal: z.int(),
  /** 24 hours, oldest first, the running one last. */
  commandOutcomesPerHour: z.array(CommandOutcomesInHour),
  statusTransitionsPerHour: z.array(StatusTransitionsInHour),
  recentCommands: z.array(Command),
  recentAuditEvents: z.array(AuditEvent),
});
export type DashboardSummary = z.infer<typeof DashboardSummary>;
