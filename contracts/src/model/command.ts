import { z } from "zod";
import { AgentId, CommandId, Instant, idOf, JsonObject, ServiceId, UserId } from "../primitives";
import { CommandStatus, CommandType } from "./enums";

const base = {
  id: CommandId,
  agentId: AgentId,
  serviceId: ServiceId,
  type: CommandType,
  actionName: z.string(),
  status: CommandStatus,
  payload: JsonObject,
  createdByUserId: UserId.nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  startedAt: Instant.nullable(),
  completedAt: Instant.nullable(),
  /** The deadline that applies now: for dispatch while PENDING, for the result while RUNNING. */
  expiresAt: Instant.nullable(),
  /** From start to completion; null unless both are known. */
  durationMs: z.number().nullable(),
  /** 0 before the first dispatch. */
  attempt: z.int(),
  timeoutSeconds: z.int().nullable(),
};

/** A command as people see it: the payload redacted, names beside ids (null once their rows are gone). */
export const Command = z.strictObject({
  ...base,
  agentCode: z.string().nullable(),
  agentName: z.string().nullable(),
  serviceCode: z.string().nullable(),
  serviceName: z.string().nullable(),
  actionLabel: z.string().nullable(),
  createdByName: z.string().nullable(),
  /** The command this one retries. */
  sourceCommandId: CommandId.nullable(),
  progressPercent: z.number().nullable(),
  progressMessage: z.string().nullable(),
  cancelRequestedAt: Instant.nullable(),
  /** The agent knows of the cancellation. */
  cancelAcknowledgedAt: Instant.nullable(),
  /** The handler has stopped. */
  cancelStoppedAt: Instant.nullable(),
  /** Its secret input is gone, so it cannot be retried as it was. */
  secretsErased: z.boolean(),
});
export type Command = z.infer<typeof Command>;

/** A command as its agent gets it: the payload as it was entered. */
export const DispatchedCommand = z.strictObject({
  ...base,
  serviceCode: z.string(),
  /** Null for agents that do not say which instance they are. */
  leaseExpiresAt: Instant.nullable(),
});
export type DispatchedCommand = z.infer<typeof DispatchedCommand>;

export const CommandResult = z.strictObject({
  id: idOf("crs"),
  commandId: CommandId,
  agentId: AgentId,
  success: z.boolean(),
  message: z.string().nullable(),
  data: JsonObject,
  error: JsonObject,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  reportedAt: Instant,
  createdAt: Instant,
});
export type CommandResult = z.infer<typeof CommandResult>;

/** That there is a secret to reveal, once, until then. */
export const PendingSecret = z.strictObject({ fields: z.array(z.string()), expiresAt: Instant });
export type PendingSecret = z.infer<typeof PendingSecret>;

export const CommandDetail = z.strictObject({
  ...Command.shape,
  result: CommandResult.nullable(),
  /** For operators and owners, while the result's one-time secret was not read. */
  oneTimeSecret: PendingSecret.nullable(),
});
export type CommandDetail = z.infer<typeof CommandDetail>;

/** The one-time secret of a result, field by field. */
export const RevealedSecret = z.strictObject({ fields: z.record(z.string(), z.string()) });
export type RevealedSecret = z.infer<typeof RevealedSecret>;

export const LogLevel = z.enum(["debug", "info", "warn", "error"]);
export type LogLevel = z.infer<typeof LogLevel>;

export const CommandLogLine = z.strictObject({
  seq: z.int(),
  at: Instant,
  level: LogLevel,
  line: z.string(),
});
export type CommandLogLine = z.infer<typeof CommandLogLine>;

/** Lines in order; ask again with `afterSeq: lastSeq` for what came later. */
export const CommandLogs = z.strictObject({ lines: z.array(CommandLogLine), lastSeq: z.int() });
export type CommandLogs = z.infer<typeof CommandLogs>;
