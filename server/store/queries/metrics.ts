import { type Metrics, TokenStatus } from "@opstage/contracts";
import type { StatusContext } from "../../domain/effective-status";
import { tableSpecs } from "../columns";
import { agentStatusSql } from "../effective-status-sql";
import { limitSql, quote } from "../sql";
import { countAgents, countAuditEvents, countBy, countCommands, countServices } from "./dashboard";
import type { ReaderDatabase } from "./reader-database";

export interface AskMetrics {
  readonly at: StatusContext;
}

/** What the database knows of the metrics; the counters beside it live on the main thread. */
export type StoredMetrics = Omit<Metrics, "workspace" | "operational"> &
  Pick<Metrics["operational"], "staleOnlineAgents">;

/** Commands whose durations are looked at. */
const sampledCommands = 1_000;
const shownErrors = 5;

export async function metrics(db: ReaderDatabase, { at }: AskMetrics): Promise<StoredMetrics> {
  const agents = await countAgents(db, at);
  const capsuleServices = await countServices(db, at);
  const commands = await countCommands(db);
  const registrationTokens = await countTokens(db, at);
  return {
    totals: {
      users: await db.prisma.user.count(),
      agents: sum(agents),
      capsuleServices: sum(capsuleServices),
      registrationTokens: sum(registrationTokens),
      commands: sum(commands),
      auditEvents: await countAuditEvents(db),
    },
    byStatus: { agents, capsuleServices, registrationTokens, commands },
    staleOnlineAgents: await countStaleOnline(db, at),
    commandDurations: await commandDurations(db),
    topCommandErrors: await topCommandErrors(db),
  };
}

/** How many rows each table has; passes over all of them, for diagnostics only. */
export async function counts(db: ReaderDatabase): Promise<Record<string, number>> {
  const tables = Object.values(tableSpecs).map(({ table }) => table);
  const each = tables.map((table) => `SELECT '${table}' AS "key", count(*) AS "n" FROM ${quote(table)}`);
  return countBy(db, tables, { sql: each.join(" UNION ALL "), args: [] });
}

async function countTokens(db: ReaderDatabase, at: StatusContext): Promise<Record<TokenStatus, number>> {
  return countBy(db, TokenStatus.options, {
    sql: `SELECT CASE WHEN "status" = 'ACTIVE' AND "expiresAt" <= ? THEN 'EXPIRED' ELSE "status" END AS "key",
      count(*) AS "n" FROM "RegistrationToken" GROUP BY 1`,
    args: [at.now],
  });
}

/** Agents that are OFFLINE while the last sweep still saw them ONLINE. */
async function countStaleOnline(db: ReaderDatabase, at: StatusContext): Promise<number> {
  const status = agentStatusSql(at);
  const [found] = await db.select({
    sql: `SELECT count(*) AS "n" FROM "Agent" a WHERE a."lastAuditedStatus" = 'ONLINE' AND (${status.sql}) = 'OFFLINE'`,
    args: status.args,
  });
  return Number(found?.n ?? 0);
}

/** Of the commands that ended last and had been started. Percentiles by nearest rank. */
async function commandDurations(db: ReaderDatabase): Promise<Metrics["commandDurations"]> {
  const rows = await db.select({
    sql: `SELECT "completedAt" - "startedAt" AS "ms" FROM "Command"
      WHERE "completedAt" IS NOT NULL AND "startedAt" IS NOT NULL ORDER BY "completedAt" DESC ${limitSql(sampledCommands)}`,
    args: [],
  });
  const sorted = rows.map(({ ms }) => Math.max(0, Number(ms))).sort((a, b) => a - b);
  const nearestRank = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? null;
  return {
    sampleSize: sorted.length,
    p50Ms: nearestRank(0.5),
    p95Ms: nearestRank(0.95),
    maxMs: sorted.at(-1) ?? null,
    meanMs: sorted.length === 0 ? null : sum(sorted) / sorted.length,
  };
}

async function topCommandErrors(db: ReaderDatabase): Promise<Metrics["topCommandErrors"]> {
  const rows = await db.select({
    sql: `SELECT "errorCode" AS "code", count(*) AS "n" FROM "Command"
      WHERE "errorCode" IS NOT NULL AND "status" = 'FAILED' GROUP BY "errorCode" ORDER BY 2 DESC, 1 ${limitSql(shownErrors)}`,
    args: [],
  });
  return rows.map(({ code, n }) => ({ code: String(code), count: Number(n) }));
}

function sum(counts: Readonly<Record<string, number>> | readonly number[]): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
