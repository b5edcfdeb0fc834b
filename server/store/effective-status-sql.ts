import type { StatusContext } from "../domain/effective-status";
import type { SqlFragment } from "./sql";

/*
 * The rules of domain/effective-status.ts as SQL, for filters and counts; a property test holds them equal. The tables
 * are named "a" (Agent, may be missing) and "s" (CapsuleService).
 */

/** Silence counts once the last sign is older than this; nothing is that old while the server itself is younger. */
export function silentBefore(at: StatusContext, limitMs: number): number {
  const cutoff = at.now - limitMs;
  return at.readyAt < cutoff ? cutoff : Number.MIN_SAFE_INTEGER;
}

/** An agent's status, as `agentStatus` computes it. */
export function agentStatusSql(at: StatusContext): SqlFragment {
  return {
    sql: `CASE
      WHEN a."revokedAt" IS NOT NULL THEN 'REVOKED'
      WHEN a."disabledAt" IS NOT NULL THEN 'DISABLED'
      WHEN a."lastHeartbeatAt" IS NULL THEN 'PENDING'
      WHEN a."lastHeartbeatAt" < ? THEN 'OFFLINE'
      ELSE 'ONLINE' END`,
    args: [silentBefore(at, at.thresholds.offlineMs)],
  };
}

/** A service's status, as `effectiveStatus` computes it. */
export function serviceStatusSql(at: StatusContext): SqlFragment {
  const staleBefore = silentBefore(at, at.thresholds.staleMs);
  return {
    sql: `CASE
      WHEN a."id" IS NULL OR a."revokedAt" IS NOT NULL OR a."disabledAt" IS NOT NULL THEN 'OFFLINE'
      WHEN a."lastHeartbeatAt" IS NULL THEN 'STALE'
      WHEN a."lastHeartbeatAt" < ? THEN 'OFFLINE'
      WHEN s."lastReportedAt" IS NULL AND s."lastHealthAt" IS NULL THEN 'STALE'
      WHEN (s."lastReportedAt" IS NULL OR s."lastReportedAt" < ?)
       AND (s."lastHealthAt" IS NULL OR s."lastHealthAt" < ?) THEN 'STALE'
      WHEN s."lastHealthAt" IS NULL THEN 'UNKNOWN'
      WHEN s."healthStatus" = 'UP' THEN 'HEALTHY'
      WHEN s."healthStatus" IN ('DEGRADED', 'DOWN') THEN 'UNHEALTHY'
      ELSE 'UNKNOWN' END`,
    args: [silentBefore(at, at.thresholds.offlineMs), staleBefore, staleBefore],
  };
}
