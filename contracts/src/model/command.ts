import { z } from "zod";
import { AgentId, BatchId, CommandId, Instant, idOf, JsonObject, ServiceId, UserId } from "../primitives";
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

/** How long a handler has to stop after its agent was told, before it counts as ignoring the cancellation. */
export const cancelGraceSeconds = 10;

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
  /** The batch that started it. */
  batchId: BatchId.nullable(),
  progressPercent: z.number().nullable(),
  progressMessage: z.string().nullable(),
  cancelRequestedAt: Instant.nullable(),
  /** The agent knows of the cancellation: it has aborted the handler's signal. */
  cancelAcknowledgedAt: Instant.nullable(),
  /** The handler has stopped. */
  cancelStoppedAt: Instant.nullable(),
  /** The agent was told to stop more than `cancelGraceSeconds` ago, and its handler still runs. */
  cancelIgnored: z.boolean(),
  /** Set when it was accepted for an agent that was away: until then it waits for the agent's return. */
  queuedUntil: Instant.nullable(),
  /** Its secret input is gone, so it cannot be retried as it was. */
  secretsErased: z.boolean(),
});
export type Command = z.infer<typeof Command>;

/** Accept a command for an agent that is away, and keep it this long for its return. */
export const CommandQueue = z.object({ untilSeconds: z.int().min(1).max(604_800) });
export type CommandQueue = z.infer<typeof CommandQueue>;

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

/** How much log is kept of a command. */
export const commandLogBytesMax = 1_048_576;

/**
 * Lines in order, numbered from 1; ask again with `afterSeq: lastSeq` for what came later. When the oldest were dropped
 * to keep a command's log within `commandLogBytesMax`, a line that says so stands in their place: its `seq` is
 * `droppedLines`.
 */
export const CommandLogs = z.strictObject({
  lines: z.array(CommandLogLine),
  lastSeq: z.int(),
  droppedLines: z.int(),
});
export type CommandLogs = z.infer<typeof CommandLogs>;
