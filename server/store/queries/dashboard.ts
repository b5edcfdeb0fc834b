import {
  AgentStatus,
  CommandStatus,
  type DashboardSummary,
  defaultWorkspace,
  ServiceStatus,
} from "@opstage/contracts";
import type { StatusContext } from "../../domain/effective-status";
import { agentStatusSql, serviceStatusSql } from "../effective-status-sql";
import type { CommandRow } from "../rows";
import type { SqlFragment } from "../sql";
import { needsAttention } from "./attention";
import { readEvents } from "./audit";
import { statusIs } from "./command-conditions";
import { toCommands } from "./commands";
import { commandOutcomesPerHour, statusTransitionsPerHour } from "./hourly";
import { type ReaderDatabase, rowFrom } from "./reader-database";

export interface AskDashboard {
  readonly at: StatusContext;
}

const dayMs = 24 * 60 * 60_000;
const recentRows = 10;

/** The fleet at a glance: indexed ranges and kept counters only, never a pass over all commands or audit events. */
export async function dashboardSummary(db: ReaderDatabase, { at }: AskDashboard): Promise<DashboardSummary> {
  const { prisma } = db;
  const serviceCounts = await countServices(db, at);
  const agentCounts = await countAgents(db, at);
  const attention = await needsAttention(db, { at, agentCounts, serviceCounts });
  const recentCommands = (await prisma.command.findMany({ orderBy: newestFirst(), take: recentRows })).map(
    rowFrom<CommandRow>,
  );
  const recentEvents = await prisma.auditEvent.findMany({
    select: { id: true },
    orderBy: newestFirst(),
    take: recentRows,
  });
  return {
    workspace: defaultWorkspace,
    agentCounts,
    serviceCounts,
    commandCounts: await countCommands(db),
    commandCounts24h: await countCommandsSince(db, at.now - dayMs),
    auditEventCount: await countAuditEvents(db),
    needsAttention: attention.items,
    needsAttentionTotal: attention.total,
    commandOutcomesPerHour: await commandOutcomesPerHour(db, at.now),
    statusTransitionsPerHour: await statusTransitionsPerHour(db, at.now),
    recentCommands: await toCommands(db, recentCommands, at.now),
    recentAuditEvents: await readEvents(
      db,
      recentEvents.map(({ id }) => id),
    ),
  };
}

function newestFirst(): [{ createdAt: "desc" }, { id: "desc" }] {
  return [{ createdAt: "desc" }, { id: "desc" }];
}

/** Agents by the status that holds now. */
export async function countAgents(
  db: ReaderDatabase,
  at: StatusContext,
): Promise<Record<AgentStatus, number>> {
  const status = agentStatusSql(at);
  return countBy(db, AgentStatus.options, {
    sql: `SELECT (${status.sql}) AS "key", count(*) AS "n" FROM "Agent" a GROUP BY 1`,
    args: status.args,
  });
}

/** Services by the status that holds now. */
export async function countServices(
  db: ReaderDatabase,
  at: StatusContext,
): Promise<Record<ServiceStatus, number>> {
  const status = serviceStatusSql(at);
  return countBy(db, ServiceStatus.options, {
    sql: `SELECT (${status.sql}) AS "key", count(*) AS "n"
      FROM "CapsuleService" s LEFT JOIN "Agent" a ON a."id" = s."agentId" GROUP BY 1`,
    args: status.args,
  });
}

/** Commands by status, from the counters that the database keeps with every change. */
export async function countCommands(db: ReaderDatabase): Promise<Record<CommandStatus, number>> {
  return countBy(db, CommandStatus.options, {
    sql: `SELECT substr("name", 10) AS "key", "value" AS "n" FROM "Counter"
      WHERE "name" >= 'commands.' AND "name" < 'commands/'`,
    args: [],
  });
}

/** Audit events, from the counter that the database keeps with every change. */
export async function countAuditEvents(db: ReaderDatabase): Promise<number> {
  const found = await db.prisma.counter.findUnique({ where: { name: "auditEvents" } });
  return Number(found?.value ?? 0);
}

/** Those that succeeded are what is left: no index has them, because every command would have to be in it. */
async function countCommandsSince(db: ReaderDatabase, since: number): Promise<Record<CommandStatus, number>> {
  const others = CommandStatus.options.filter((status) => status !== "SUCCEEDED");
  const conditions = others.map(statusIs);
  const each = conditions.map(
    ({ sql }, at) => `SELECT '${others[at]}' AS "key", count(*) AS "n" FROM "Command" c
      WHERE ${sql} AND c."createdAt" >= ?`,
  );
  const all = `SELECT 'ALL' AS "key", count(*) AS "n" FROM "Command" c WHERE c."createdAt" >= ?`;
  const { ALL, ...counts } = await countBy(db, [...CommandStatus.options, "ALL"], {
    sql: [...each, all].join(" UNION ALL "),
    args: [...conditions.flatMap(({ args }) => [...args, since]), since],
  });
  return { ...counts, SUCCEEDED: others.reduce((rest, status) => rest - counts[status], ALL) };
}

/** Every key has its count, 0 included. */
export async function countBy<K extends string>(
  db: ReaderDatabase,
  keys: readonly K[],
  statement: SqlFragment,
): Promise<Record<K, number>> {
  const found = new Map((await db.select(statement)).map(({ key, n }) => [key, Number(n)]));
  return recordOf(keys, (key) => found.get(key) ?? 0);
}

/** A record with every one of the keys: `Object.fromEntries` knows strings only. */
function recordOf<K extends string>(keys: readonly K[], value: (key: K) => number): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, number>;
}
