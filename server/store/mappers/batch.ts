import type { Batch, BatchTarget } from "@opstage/contracts";
import { redactKeys } from "../../domain/redaction";
import { toInstant } from "../../domain/time";
import type { BatchRow, BatchTargetRow, CommandRow } from "../rows";
import { parseObject, toInstantOrNull, toObject } from "./values";

/** A batch as people see it: the payload redacted by key. */
export function toBatch(row: BatchRow, beside: Pick<Batch, "targetCounts" | "createdByName">): Batch {
  return {
    id: row.id,
    actionName: row.actionName,
    actionLabel: row.actionLabel,
    dangerLevel: row.dangerLevel,
    status: row.status,
    payload: toObject(redactKeys(parseObject(row.payload))),
    concurrency: row.concurrency,
    stopAfterFailures: row.stopAfterFailures,
    targetCount: Object.values(beside.targetCounts).reduce((sum, count) => sum + count, 0),
    targetCounts: beside.targetCounts,
    createdByUserId: row.createdByUserId,
    createdByName: beside.createdByName,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    completedAt: toInstantOrNull(row.completedAt),
  };
}

/** `command` is null before the start, and once its row is gone. */
export function toBatchTarget(row: BatchTargetRow, command: CommandRow | null): BatchTarget {
  return {
    id: row.id,
    batchId: row.batchId,
    position: row.position,
    serviceId: row.serviceId,
    serviceCode: row.serviceCode,
    serviceName: row.serviceName,
    agentId: command?.agentId ?? null,
    status: row.status,
    commandId: row.commandId,
    errorCode: row.errorCode,
    errorMessage: row.errorMessage,
    progressPercent: command?.progressPercent ?? null,
    progressMessage: command?.progressMessage ?? null,
    startedAt: toInstantOrNull(row.startedAt),
    completedAt: toInstantOrNull(row.completedAt),
    createdAt: toInstant(row.createdAt),
  };
}
