import type { AgentStatus, HealthStatus, ServiceStatus, StatusReason } from "@opstage/contracts";
import { type EpochMs, toInstant } from "./time";

/** How long silence may last. From the maintenance settings, so a change of them shows at once. */
export interface StatusThresholds {
  readonly offlineMs: number;
  readonly staleMs: number;
}

/** The moment a status is asked for. */
export interface StatusContext {
  readonly now: EpochMs;
  /** When this server became ready: silence before it is the server's own, so ages count from here at the earliest. */
  readonly readyAt: EpochMs;
  readonly thresholds: StatusThresholds;
}

/** What is known about an agent; a row of the agents table has it. */
export interface AgentFacts {
  readonly disabledAt: EpochMs | null;
  readonly revokedAt: EpochMs | null;
  /** The last heartbeat or poll, as presence knows it. */
  readonly lastHeartbeatAt: EpochMs | null;
}

/** What is known about a service; a row of the services table has it. */
export interface ServiceFacts {
  readonly healthStatus: HealthStatus;
  readonly healthMessage: string | null;
  readonly lastReportedAt: EpochMs | null;
  readonly lastHealthAt: EpochMs | null;
}

export interface EffectiveStatus {
  readonly status: ServiceStatus;
  readonly reason: StatusReason;
}

/** An agent's status: what a person decided, else what its silence says. Never stored. */
export function agentStatus(agent: AgentFacts, at: StatusContext): AgentStatus {
  if (agent.revokedAt !== null) return "REVOKED";
  if (agent.disabledAt !== null) return "DISABLED";
  if (agent.lastHeartbeatAt === null) return "PENDING";
  return isOlder(agent.lastHeartbeatAt, at.thresholds.offlineMs, at) ? "OFFLINE" : "ONLINE";
}

/** Why an agent has this status. */
export function agentStatusReason(agent: AgentFacts, at: StatusContext): StatusReason {
  switch (agentStatus(agent, at)) {
    case "REVOKED":
      return { code: "AGENT_REVOKED", since: instant(agent.revokedAt) };
    case "DISABLED":
      return { code: "AGENT_DISABLED", since: instant(agent.disabledAt) };
    case "OFFLINE":
      return { code: "AGENT_SILENT", since: instant(agent.lastHeartbeatAt) };
    case "PENDING":
      return { code: "AGENT_NEVER_SEEN" };
    case "ONLINE":
      return { code: "AGENT_IN_TOUCH", since: instant(agent.lastHeartbeatAt) };
  }
}

/**
 * A service's status and why it is so: its agent decides first, then the age of what was reported, then the
 * reported health (seed 002, docs/decisions/status-is-computed.md). `agent` is null when its row is gone.
 */
export function effectiveStatus(
  facts: { service: ServiceFacts; agent: AgentFacts | null },
  at: StatusContext,
): EffectiveStatus {
  const { service, agent } = facts;
  if (agent === null) return { status: "OFFLINE", reason: { code: "AGENT_MISSING" } };
  const status = statusByAgent[agentStatus(agent, at)];
  return status === null ? statusOfReports(service, at) : { status, reason: agentStatusReason(agent, at) };
}

/** What an agent's status makes of its services; null leaves it to what they reported. */
const statusByAgent = {
  REVOKED: "OFFLINE",
  DISABLED: "OFFLINE",
  OFFLINE: "OFFLINE",
  PENDING: "STALE",
  ONLINE: null,
} as const satisfies Record<AgentStatus, ServiceStatus | null>;

function statusOfReports(service: ServiceFacts, at: StatusContext): EffectiveStatus {
  const { healthStatus, healthMessage, lastReportedAt, lastHealthAt } = service;
  const heardAt = newest(lastReportedAt, lastHealthAt);
  if (heardAt === null || isOlder(heardAt, at.thresholds.staleMs, at))
    return { status: "STALE", reason: { code: "REPORT_STALE", since: instant(heardAt) } };
  if (lastHealthAt === null) return { status: "UNKNOWN", reason: { code: "NO_HEALTH_YET" } };
  const reason = {
    code: "HEALTH_REPORTED",
    since: instant(lastHealthAt),
    message: healthMessage ?? undefined,
  } as const;
  return { status: statusOfHealth[healthStatus], reason };
}

/** The status that a reported health alone amounts to; shown as `storedStatus`. */
export const statusOfHealth = {
  UP: "HEALTHY",
  DEGRADED: "UNHEALTHY",
  DOWN: "UNHEALTHY",
  UNKNOWN: "UNKNOWN",
} as const satisfies Record<HealthStatus, ServiceStatus>;

function isOlder(seenAt: EpochMs, limitMs: number, at: StatusContext): boolean {
  return at.now - Math.max(seenAt, at.readyAt) > limitMs;
}

function newest(a: EpochMs | null, b: EpochMs | null): EpochMs | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

function instant(at: EpochMs | null): string | undefined {
  return at === null ? undefined : toInstant(at);
}
