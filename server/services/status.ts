import type { AgentStatus } from "@opstage/contracts";
import {
  type AgentFacts,
  agentStatus,
  type EffectiveStatus,
  effectiveStatus,
  type ServiceFacts,
  type StatusContext,
} from "../domain/effective-status";
import type { AgentRow, ServiceRow } from "../store/rows";
import type { Deps } from "./context";

/** The moment of this call and the thresholds in force. */
export function statusContext(deps: Deps): StatusContext {
  const { agentOfflineThresholdSeconds, serviceStaleThresholdSeconds } = deps.settings.maintenance;
  return {
    now: deps.clock.now(),
    readyAt: deps.readyAt,
    thresholds: {
      offlineMs: agentOfflineThresholdSeconds * 1000,
      staleMs: serviceStaleThresholdSeconds * 1000,
    },
  };
}

/** The row with what presence knows better: contacts are stored up to a second late. */
export function withPresence(deps: Deps, row: AgentRow): AgentRow {
  const known = deps.presence.agent(row.id);
  if (known === null) return row;
  return {
    ...row,
    lastHeartbeatAt: latest(known.lastSeenAt, row.lastHeartbeatAt),
    instanceId: known.instanceId,
    busySinceAt: known.busySinceAt,
  };
}

/** As `withPresence`, for a service: its last report and sample. */
export function withServicePresence(deps: Deps, row: ServiceRow): ServiceRow {
  const known = deps.presence.service(row.id);
  if (known === null) return row;
  const isNewer =
    (known.lastHealthAt ?? 0) > (row.lastHealthAt ?? 0) && known.healthStatus === row.healthStatus;
  return {
    ...row,
    lastReportedAt: latest(known.lastReportedAt, row.lastReportedAt),
    lastHealthAt: latest(known.lastHealthAt, row.lastHealthAt),
    ...(isNewer ? { healthMessage: known.healthMessage, healthDetails: known.healthDetails } : {}),
  };
}

/** What the agent is now. */
export function currentAgentStatus(deps: Deps, row: AgentRow): AgentStatus {
  return agentStatus(withPresence(deps, row), statusContext(deps));
}

/** What the service is now, and why. Both facts as stored: presence is added here. */
export function currentServiceStatus(
  deps: Deps,
  service: ServiceRow,
  agent: AgentRow | null,
): EffectiveStatus {
  const facts: { service: ServiceFacts; agent: AgentFacts | null } = {
    service: withServicePresence(deps, service),
    agent: agent === null ? null : withPresence(deps, agent),
  };
  return effectiveStatus(facts, statusContext(deps));
}

function latest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
