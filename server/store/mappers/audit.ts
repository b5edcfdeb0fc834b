import type { AuditEvent } from "@opstage/contracts";
import { toInstant } from "../../domain/time";
import type { AuditEventRow } from "../rows";
import { parseObject } from "./values";

/** `targetName` is the target's name now; null once it is gone. */
export function toAuditEvent(row: AuditEventRow, targetName: string | null): AuditEvent {
  return {
    id: row.id,
    actorType: row.actorType,
    actorId: row.actorId,
    actorName: row.actorName,
    action: row.action,
    targetType: row.targetType,
    targetId: row.targetId,
    targetName,
    result: row.result,
    message: row.message,
    ipAddress: row.ipAddress,
    userAgent: row.userAgent,
    metadata: parseObject(row.metadata),
    createdAt: toInstant(row.createdAt),
  };
}
