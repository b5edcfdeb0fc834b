import type { Agent, AgentInstanceInfo, AgentTokenInfo } from "@opstage/contracts";
import { agentStatus, agentStatusReason, type StatusContext } from "../../domain/effective-status";
import { toInstant } from "../../domain/time";
import type { AgentInstanceRow, AgentRow, AgentTokenRow } from "../rows";
import { toInstantOrNull } from "./values";

/** What an agent's own row does not say. */
export interface AgentFactsBeside {
  readonly serviceCount: number;
  readonly twoInstances: boolean;
}

export function toAgent(row: AgentRow, beside: AgentFactsBeside, at: StatusContext): Agent {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    mode: row.mode,
    runtime: row.runtime,
    status: agentStatus(row, at),
    statusReason: agentStatusReason(row, at),
    lastHeartbeatAt: toInstantOrNull(row.lastHeartbeatAt),
    registeredAt: toInstant(row.registeredAt),
    disabledAt: toInstantOrNull(row.disabledAt),
    revokedAt: toInstantOrNull(row.revokedAt),
    serviceCount: beside.serviceCount,
    instanceId: row.instanceId,
    sdkName: row.sdkName,
    sdkVersion: row.sdkVersion,
    hostname: row.hostname,
    platform: row.platform,
    pid: row.pid,
    processStartedAt: toInstantOrNull(row.processStartedAt),
    busySinceAt: toInstantOrNull(row.busySinceAt),
    twoInstances: beside.twoInstances,
    rotationRequestedAt: toInstantOrNull(row.rotationRequestedAt),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
  };
}

export function toAgentTokenInfo(row: AgentTokenRow): AgentTokenInfo {
  return {
    id: row.id,
    status: row.status,
    createdAt: toInstant(row.createdAt),
    lastUsedAt: toInstantOrNull(row.lastUsedAt),
    revokedAt: toInstantOrNull(row.revokedAt),
  };
}

export function toAgentInstanceInfo(row: AgentInstanceRow): AgentInstanceInfo {
  return { id: row.id, firstSeenAt: toInstant(row.firstSeenAt), lastSeenAt: toInstant(row.lastSeenAt) };
}

/**
 * Whether two live processes take turns under one agent. A restart is no such thing: there the first one fell silent
 * before the second was first heard.
 */
export function hasTwoInstances(rows: readonly AgentInstanceRow[], at: StatusContext): boolean {
  const since = at.now - at.thresholds.offlineMs;
  const live = rows.filter(({ lastSeenAt }) => lastSeenAt >= since);
  return live.some((one) => live.some((other) => one.id < other.id && areTakingTurns(one, other)));
}

function areTakingTurns(one: AgentInstanceRow, other: AgentInstanceRow): boolean {
  return one.lastSeenAt > other.firstSeenAt && other.lastSeenAt > one.firstSeenAt;
}
