import type {
  AgentId,
  AgentStatus,
  HealthStatus,
  Id,
  InstanceId,
  ServiceId,
  ServiceStatus,
} from "@opstage/contracts";
import type { AgentRow, EpochMs, HealthIntervalRow, ServiceRow } from "./rows";

/** What is known about an agent without asking the database. */
export interface AgentPresence {
  readonly id: AgentId;
  readonly code: string;
  readonly lastSeenAt: EpochMs | null;
  readonly instanceId: InstanceId | null;
  readonly busySinceAt: EpochMs | null;
  readonly disabledAt: EpochMs | null;
  readonly revokedAt: EpochMs | null;
  readonly rotationRequestedAt: EpochMs | null;
  readonly lastAuditedStatus: AgentStatus;
}

/** What is known about a service without asking the database. */
export interface ServicePresence {
  readonly id: ServiceId;
  readonly agentId: AgentId;
  readonly code: string;
  readonly reportHash: string;
  readonly healthStatus: HealthStatus;
  readonly healthMessage: string | null;
  /** JSON text. */
  readonly healthDetails: string;
  readonly lastReportedAt: EpochMs | null;
  readonly lastHealthAt: EpochMs | null;
  readonly lastAuditedStatus: ServiceStatus;
  /** The health interval that goes on; null before the first sample. */
  readonly intervalId: Id<"hlr"> | null;
  readonly intervalSamples: number;
}

/** A health sample that changes no status. */
export interface RepeatedSample {
  readonly message: string | null;
  /** JSON text. */
  readonly details: string;
  readonly at: EpochMs;
}

/** The facts of a row. */
export function agentPresence(row: AgentRow): AgentPresence {
  const { id, code, instanceId, busySinceAt, disabledAt, revokedAt, lastAuditedStatus } = row;
  return {
    id,
    code,
    lastSeenAt: row.lastHeartbeatAt,
    instanceId,
    busySinceAt,
    disabledAt,
    revokedAt,
    rotationRequestedAt: row.rotationRequestedAt,
    lastAuditedStatus,
  };
}

/** The facts of a row; `interval` is its newest one. */
export function servicePresence(row: ServiceRow, interval: HealthIntervalRow | undefined): ServicePresence {
  const { id, agentId, code, reportHash, healthStatus, healthMessage, healthDetails } = row;
  return {
    id,
    agentId,
    code,
    reportHash,
    healthStatus,
    healthMessage,
    healthDetails,
    lastReportedAt: row.lastReportedAt,
    lastHealthAt: row.lastHealthAt,
    lastAuditedStatus: row.lastAuditedStatus,
    intervalId: interval?.id ?? null,
    intervalSamples: interval?.samples ?? 0,
  };
}

/** The facts of a row as committed, but with later contacts that presence has not stored yet. */
export function mergedPresence(
  before: ServicePresence,
  row: ServiceRow,
  interval: HealthIntervalRow | undefined,
): ServicePresence {
  const next = servicePresence(row, interval);
  const isNewer =
    before.healthStatus === next.healthStatus && (before.lastHealthAt ?? 0) > (next.lastHealthAt ?? 0);
  return {
    ...next,
    healthMessage: isNewer ? before.healthMessage : next.healthMessage,
    healthDetails: isNewer ? before.healthDetails : next.healthDetails,
    lastReportedAt: newest(before.lastReportedAt, next.lastReportedAt),
    lastHealthAt: newest(before.lastHealthAt, next.lastHealthAt),
    intervalId: interval === undefined ? before.intervalId : next.intervalId,
    intervalSamples: interval === undefined ? before.intervalSamples : next.intervalSamples,
  };
}

/** The later of two instants. */
export function newest<A extends EpochMs | null, B extends EpochMs | null>(a: A, b: B): A | B {
  if (a === null) return b;
  if (b === null) return a;
  return a > b ? a : b;
}
