import type { CommandOutcomesInHour, ServiceStatus, StatusTransitionsInHour } from "@opstage/contracts";
import { toInstant } from "../../domain/time";
import type { EpochMs } from "../rows";
import type { SqlFragment } from "../sql";
import type { ReaderDatabase } from "./reader-database";

const hourMs = 60 * 60_000;
const hours = 24;

/** An hour that ended this long ago gets no more rows: every commit that could bring one is over. */
const settledAfterMs = 60_000;

/** How many rows of each key an hour has. */
type HourCounts = ReadonlyMap<string, number>;

/** How commands ended, for each of the last 24 hours, oldest first, the running one last. */
export async function commandOutcomesPerHour(
  db: ReaderDatabase,
  now: EpochMs,
): Promise<CommandOutcomesInHour[]> {
  return perHour(db, now, {
    name: "commandOutcomes",
    statement: (from, to) => ({
      sql: `SELECT "completedAt" / ${hourMs} AS "hour", "status" AS "key", count(*) AS "n" FROM "Command"
        WHERE "completedAt" >= ? AND "completedAt" < ? GROUP BY 1, 2`,
      args: [from, to],
    }),
    toItem: (hour, count) => ({
      hour,
      succeeded: count("SUCCEEDED"),
      failed: count("FAILED"),
      expired: count("EXPIRED"),
      cancelled: count("CANCELLED"),
    }),
  });
}

/** How many services entered each status, for each of the last 24 hours; from the audit trail's one row a change. */
export async function statusTransitionsPerHour(
  db: ReaderDatabase,
  now: EpochMs,
): Promise<StatusTransitionsInHour[]> {
  const entered = (action: string, field: string) =>
    `SELECT "createdAt" / ${hourMs} AS "hour", json_extract("metadata", '$.${field}') AS "key", count(*) AS "n"
     FROM "AuditEvent" WHERE "action" = '${action}' AND "createdAt" >= ? AND "createdAt" < ? GROUP BY 1, 2`;
  return perHour(db, now, {
    name: "statusTransitions",
    statement: (from, to) => ({
      sql: `${entered("service.health.changed", "status")}
        UNION ALL ${entered("service.status.changed", "to")}`,
      args: [from, to, from, to],
    }),
    toItem: (hour, count: (status: ServiceStatus) => number) => ({
      hour,
      healthy: count("HEALTHY"),
      unhealthy: count("UNHEALTHY"),
      stale: count("STALE"),
      offline: count("OFFLINE"),
      unknown: count("UNKNOWN"),
    }),
  });
}

interface HourlyCount<T, K extends string> {
  readonly name: string;
  /** Counts by hour and key, from inclusive to exclusive. */
  readonly statement: (from: EpochMs, to: EpochMs) => SqlFragment;
  readonly toItem: (hour: string, count: (key: K) => number) => T;
}

/** Counts each hour that has settled once a thread; only later ones are counted anew. */
async function perHour<T, K extends string>(
  db: ReaderDatabase,
  now: EpochMs,
  { name, statement, toItem }: HourlyCount<T, K>,
): Promise<T[]> {
  const current = Math.floor(now / hourMs);
  const first = current - hours + 1;
  const kept = db.remembered<Map<number, HourCounts>>(name, () => new Map());
  for (const hour of kept.keys()) if (hour < first) kept.delete(hour);
  const wanted = Array.from({ length: hours }, (_, index) => first + index);
  const from = wanted.find((hour) => !kept.has(hour)) ?? current;
  const counted = groupByHour(await db.select(statement(from * hourMs, (current + 1) * hourMs)));
  return wanted.map((hour) => {
    const counts = kept.get(hour) ?? counted.get(hour) ?? new Map<string, number>();
    if ((hour + 1) * hourMs + settledAfterMs < now) kept.set(hour, counts);
    return toItem(toInstant(hour * hourMs), (key) => counts.get(key) ?? 0);
  });
}

function groupByHour(
  rows: readonly Readonly<Record<string, string | number | null>>[],
): Map<number, Map<string, number>> {
  const groups = new Map<number, Map<string, number>>();
  for (const { hour, key, n } of rows) {
    const group = groups.get(Number(hour)) ?? new Map<string, number>();
    groups.set(Number(hour), group.set(String(key), (group.get(String(key)) ?? 0) + Number(n)));
  }
  return groups;
}
