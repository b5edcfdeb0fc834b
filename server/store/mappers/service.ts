import type { CapsuleService, CapsuleServiceDetail, HealthInterval, HealthReport } from "@opstage/contracts";
import { effectiveStatus, type StatusContext, statusOfHealth } from "../../domain/effective-status";
import { toInstant } from "../../domain/time";
import type { ActionRow, AgentRow, ConfigItemRow, HealthIntervalRow, ServiceRow } from "../rows";
import { toAction } from "./action";
import { toConfigItem } from "./config";
import { parseJson, parseObject, toInstantOrNull } from "./values";

/** `agent` is null when its row is gone. */
export function toService(row: ServiceRow, agent: AgentRow | null, at: StatusContext): CapsuleService {
  const { status, reason } = effectiveStatus({ service: row, agent }, at);
  return {
    id: row.id,
    agentId: row.agentId,
    agentCode: agent?.code ?? null,
    agentName: agent?.name ?? null,
    code: row.code,
    name: row.name,
    description: row.description,
    version: row.version,
    runtime: row.runtime,
    status,
    storedStatus: statusOfHealth[row.healthStatus],
    statusReason: reason,
    healthStatus: row.healthStatus,
    healthMessage: row.healthMessage,
    lastReportedAt: toInstantOrNull(row.lastReportedAt),
    lastHealthAt: toInstantOrNull(row.lastHealthAt),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
  };
}

/** What a service's detail shows beside its row. */
export interface ServiceParts {
  /** The newest one; null before the first sample. */
  readonly interval: HealthIntervalRow | null;
  readonly configs: readonly ConfigItemRow[];
  readonly actions: readonly ActionRow[];
}

export function toServiceDetail(
  row: ServiceRow,
  parts: ServiceParts & { readonly agent: AgentRow | null },
  at: StatusContext,
): CapsuleServiceDetail {
  return {
    ...toService(row, parts.agent, at),
    manifest: parseObject(row.manifest),
    health: toHealthReport(row, parts.interval),
    configs: parts.configs.map(toConfigItem),
    actions: parts.actions.map(toAction),
  };
}

/** The newest sample; null before the first one. */
export function toHealthReport(row: ServiceRow, interval: HealthIntervalRow | null): HealthReport | null {
  if (interval === null || row.lastHealthAt === null) return null;
  return {
    id: interval.id,
    serviceId: row.id,
    agentId: row.agentId,
    status: row.healthStatus,
    message: row.healthMessage,
    details: parseJson(row.healthDetails),
    reportedAt: toInstant(row.lastHealthAt),
    createdAt: toInstant(interval.fromAt),
  };
}

export function toHealthInterval(row: HealthIntervalRow): HealthInterval {
  return {
    id: row.id,
    status: row.status,
    message: row.message,
    details: parseJson(row.details),
    from: toInstant(row.fromAt),
    to: toInstant(row.toAt),
    samples: row.samples,
  };
}
