import { type Command, type CommandLogLine, type CommandResult, LogLevel } from "@opstage/contracts";
import { isCancelIgnored } from "../../domain/command-lifecycle";
import { redactKeys } from "../../domain/redaction";
import { type EpochMs, toInstant } from "../../domain/time";
import type { CommandLogRow, CommandResultRow, CommandRow } from "../rows";
import { parseObject, toInstantOrNull, toObject } from "./values";

/** The names beside a command's ids; null once their rows are gone. */
export type CommandNames = Pick<
  Command,
  "agentCode" | "agentName" | "serviceCode" | "serviceName" | "actionLabel" | "createdByName"
>;

/** What people and the agent both see, but for the payload, which each sees in a form of their own. */
export function toCommandBase(row: CommandRow) {
  const { startedAt, completedAt } = row;
  return {
    id: row.id,
    agentId: row.agentId,
    serviceId: row.serviceId,
    type: row.type,
    actionName: row.actionName,
    status: row.status,
    createdByUserId: row.createdByUserId,
    errorCode: row.errorCode,
    errorMessage: row.errorMessage,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    startedAt: toInstantOrNull(startedAt),
    completedAt: toInstantOrNull(completedAt),
    expiresAt: toInstantOrNull(row.expiresAt),
    durationMs: startedAt === null || completedAt === null ? null : Math.max(0, completedAt - startedAt),
    attempt: row.attempt,
    timeoutSeconds: row.timeoutSeconds,
  };
}

/** A command as people see it now: the payload redacted by key. */
export function toCommand(row: CommandRow, names: CommandNames, now: EpochMs): Command {
  return Object.assign(toCommandBase(row), {
    payload: toObject(redactKeys(parseObject(row.payload))),
    agentCode: names.agentCode,
    agentName: names.agentName,
    serviceCode: names.serviceCode,
    serviceName: names.serviceName,
    actionLabel: names.actionLabel,
    createdByName: names.createdByName,
    sourceCommandId: row.sourceCommandId,
    batchId: row.batchId,
    progressPercent: row.progressPercent,
    progressMessage: row.progressMessage,
    cancelRequestedAt: toInstantOrNull(row.cancelRequestedAt),
    cancelAcknowledgedAt: toInstantOrNull(row.cancelAcknowledgedAt),
    cancelStoppedAt: toInstantOrNull(row.cancelStoppedAt),
    cancelIgnored: isCancelIgnored(row, now),
    queuedUntil: toInstantOrNull(row.queuedUntil),
    secretsErased: row.secretsErased,
  });
}

/** A result as stored: redacted before it was written. */
export function toCommandResult(row: CommandResultRow): CommandResult {
  return {
    id: row.id,
    commandId: row.commandId,
    agentId: row.agentId,
    success: row.success,
    message: row.message,
    data: parseObject(row.data),
    error: parseObject(row.error),
    startedAt: toInstantOrNull(row.startedAt),
    finishedAt: toInstantOrNull(row.finishedAt),
    reportedAt: toInstant(row.reportedAt),
    createdAt: toInstant(row.createdAt),
  };
}

export function toCommandLogLine(row: CommandLogRow): CommandLogLine {
  const level = LogLevel.safeParse(row.level);
  return { seq: row.seq, at: toInstant(row.at), level: level.success ? level.data : "info", line: row.line };
}
