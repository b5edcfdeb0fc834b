import { z } from "zod";

/** ONLINE and OFFLINE follow from the last contact; DISABLED and REVOKED are decisions of an operator. */
export const AgentStatus = z.enum(["PENDING", "ONLINE", "OFFLINE", "DISABLED", "REVOKED"]);
export type AgentStatus = z.infer<typeof AgentStatus>;

/** What a service is, folded from its health, its agent's state and the freshness of its reports. */
export const ServiceStatus = z.enum(["UNKNOWN", "HEALTHY", "UNHEALTHY", "STALE", "OFFLINE"]);
export type ServiceStatus = z.infer<typeof ServiceStatus>;

/** What an agent may say about a service, and nothing else (seed 002). */
export const HealthStatus = z.enum(["UP", "DEGRADED", "DOWN", "UNKNOWN"]);
export type HealthStatus = z.infer<typeof HealthStatus>;

export const CommandStatus = z.enum(["PENDING", "RUNNING", "SUCCEEDED", "FAILED", "EXPIRED", "CANCELLED"]);
export type CommandStatus = z.infer<typeof CommandStatus>;

/** States that no command leaves. */
export const terminalCommandStatuses = [
  "SUCCEEDED",
  "FAILED",
  "EXPIRED",
  "CANCELLED",
] as const satisfies readonly CommandStatus[];
export type TerminalCommandStatus = (typeof terminalCommandStatuses)[number];

/** STOPPED: too many of its services failed, so the rest were not started. */
export const BatchStatus = z.enum(["RUNNING", "COMPLETED", "STOPPED", "CANCELLED"]);
export type BatchStatus = z.infer<typeof BatchStatus>;

/** Where one service of a batch is. SKIPPED ones were never started; their error code says why. */
export const BatchTargetStatus = z.enum([...CommandStatus.options, "SKIPPED"]);
export type BatchTargetStatus = z.infer<typeof BatchTargetStatus>;

export const CommandType = z.enum(["ACTION_PREPARE", "ACTION_EXECUTE"]);
export type CommandType = z.infer<typeof CommandType>;

export const TokenStatus = z.enum(["ACTIVE", "USED", "REVOKED", "EXPIRED"]);
export type TokenStatus = z.infer<typeof TokenStatus>;

/** A CANDIDATE was issued by a rotation and not used yet. */
export const AgentTokenStatus = z.enum(["ACTIVE", "CANDIDATE", "REVOKED"]);
export type AgentTokenStatus = z.infer<typeof AgentTokenStatus>;

export const DangerLevel = z.enum(["LOW", "MEDIUM", "HIGH"]);
export type DangerLevel = z.infer<typeof DangerLevel>;

export const ActorType = z.enum(["USER", "AGENT", "SYSTEM"]);
export type ActorType = z.infer<typeof ActorType>;

export const AuditResult = z.enum(["SUCCESS", "FAILURE"]);
export type AuditResult = z.infer<typeof AuditResult>;

export const AgentMode = z.enum(["embedded", "ophub"]);
export type AgentMode = z.infer<typeof AgentMode>;

/** The runtimes with a name of their own; agents may report any other text. */
export const knownRuntimes = ["nodejs", "java", "python", "go", "other"] as const;

export const UserStatus = z.enum(["ACTIVE", "DISABLED"]);
export type UserStatus = z.infer<typeof UserStatus>;

export const ConfigChangeKind = z.enum(["ADDED", "CHANGED", "REMOVED"]);
export type ConfigChangeKind = z.infer<typeof ConfigChangeKind>;
