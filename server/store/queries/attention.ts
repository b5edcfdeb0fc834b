import type { AgentStatus, AttentionItem, ServiceStatus } from "@opstage/contracts";
import type { StatusContext } from "../../domain/effective-status";
import { toInstant } from "../../domain/time";
import { serviceStatusSql, silentBefore } from "../effective-status-sql";
import { hasTwoInstances } from "../mappers/agent";
import type { AgentInstanceRow } from "../rows";
import type { SqlFragment } from "../sql";
import { statusIs } from "./command-conditions";
import { readNames } from "./names";
import { type ReaderDatabase, rowFrom, type SelectedRow } from "./reader-database";

const shown = 20;
const dayMs = 24 * 60 * 60_000;

/** A command that nobody took for this long waits too long. */
const waitingMs = 5 * 60_000;

/** A token this close to its end is about to expire. */
const expiringMs = dayMs;

/** What was counted already. */
export interface FleetCounts {
  readonly at: StatusContext;
  readonly agentCounts: Readonly<Record<AgentStatus, number>>;
  readonly serviceCounts: Readonly<Record<ServiceStatus, number>>;
}

interface Candidates {
  readonly items: AttentionItem[];
  readonly total: number;
}

const severities: readonly AttentionItem["severity"][] = ["critical", "warning", "notice"];

/** What an operator should look at: worst first, then newest first, at most 20; and how much there is in all. */
export async function needsAttention(
  db: ReaderDatabase,
  { at, agentCounts, serviceCounts }: FleetCounts,
): Promise<Candidates> {
  const found = [
    await services(db, at, serviceCounts),
    { items: agentCounts.OFFLINE === 0 ? [] : await agents(db, at), total: agentCounts.OFFLINE },
    await twoInstances(db, at),
    await failedCommands(db, at),
    await waitingCommands(db, at),
    await expiringTokens(db, at),
  ];
  const items = found
    .flatMap((each) => each.items)
    .sort((a, b) => rank(a) - rank(b) || (b.at ?? "").localeCompare(a.at ?? ""))
    .slice(0, shown);
  return {
    items: await withCommandNames(db, items),
    total: found.reduce((sum, each) => sum + each.total, 0),
  };
}

/** The items with each command called by its action's label, and its service beside it. */
async function withCommandNames(
  db: ReaderDatabase,
  items: readonly AttentionItem[],
): Promise<AttentionItem[]> {
  const ids = items.flatMap((each) => (each.targetType === "Command" ? [each.targetId] : []));
  if (ids.length === 0) return [...items];
  const commands = await db.prisma.command.findMany({
    where: { id: { in: ids } },
    select: { id: true, serviceId: true, actionName: true },
  });
  const names = await readNames(db, {
    services: commands.map(({ serviceId }) => serviceId),
    actions: commands,
  });
  const byId = new Map(commands.map((command) => [command.id, command]));
  return items.map((each) => {
    const command = byId.get(each.targetId);
    if (command === undefined) return each;
    const service = names.service(command.serviceId);
    return {
      ...each,
      name: names.actionLabel(command.serviceId, command.actionName) ?? each.name,
      serviceName: service?.name ?? service?.code ?? null,
    };
  });
}

function rank({ severity }: AttentionItem): number {
  return severities.indexOf(severity);
}

const serviceSeverity = {
  UNHEALTHY: "critical",
  OFFLINE: "critical",
  STALE: "warning",
  UNKNOWN: "notice",
} as const;

/** Services that are not HEALTHY. Those of an agent that a person disabled or revoked are so on purpose. */
async function services(
  db: ReaderDatabase,
  at: StatusContext,
  { UNHEALTHY, OFFLINE, STALE, UNKNOWN }: FleetCounts["serviceCounts"],
): Promise<Candidates> {
  const [onPurpose] = await db.select({
    sql: `SELECT count(*) AS "n" FROM "Agent" a JOIN "CapsuleService" s ON s."agentId" = a."id"
      WHERE a."disabledAt" IS NOT NULL OR a."revokedAt" IS NOT NULL`,
    args: [],
  });
  const total = UNHEALTHY + OFFLINE + STALE + UNKNOWN - Number(onPurpose?.n ?? 0);
  if (total <= 0) return { items: [], total: 0 };
  const status = serviceStatusSql(at);
  const rows = await db.select({
    sql: `SELECT s."id" AS "id", s."name" AS "name", s."healthStatus" AS "health", s."healthMessage" AS "message",
        worst."status" AS "status", worst."at" AS "at"
      FROM (
        SELECT "id", "status", "at" FROM (
          SELECT s."id" AS "id", (${status.sql}) AS "status", coalesce(s."lastHealthAt", s."lastReportedAt") AS "at"
          FROM "CapsuleService" s LEFT JOIN "Agent" a ON a."id" = s."agentId"
          WHERE a."disabledAt" IS NULL AND a."revokedAt" IS NULL) computed
        WHERE "status" <> 'HEALTHY'
        ORDER BY CASE "status" WHEN 'UNHEALTHY' THEN 0 WHEN 'OFFLINE' THEN 1 WHEN 'STALE' THEN 2 ELSE 3 END, "at" DESC
        LIMIT ${shown}) worst
      JOIN "CapsuleService" s ON s."id" = worst."id"`,
    args: status.args,
  });
  return { items: rows.flatMap(serviceItem), total };
}

function serviceItem(row: SelectedRow): AttentionItem[] {
  const { status } = row;
  if (status !== "UNHEALTHY" && status !== "OFFLINE" && status !== "STALE" && status !== "UNKNOWN") return [];
  const severity = row.health === "DEGRADED" && status === "UNHEALTHY" ? "warning" : serviceSeverity[status];
  const message = status === "UNHEALTHY" ? text(row.message) : null;
  return [item(row, { code: `SERVICE_${status}`, severity, targetType: "CapsuleService", message })];
}

/** The agents that fell silent last; the index on their last contact has them in this order. */
async function agents(db: ReaderDatabase, at: StatusContext): Promise<AttentionItem[]> {
  const rows = await db.select({
    sql: `SELECT a."id" AS "id", coalesce(a."name", a."code") AS "name", a."lastHeartbeatAt" AS "at"
      FROM "Agent" a WHERE a."lastHeartbeatAt" < ? AND a."disabledAt" IS NULL AND a."revokedAt" IS NULL
      ORDER BY a."lastHeartbeatAt" DESC LIMIT ${shown}`,
    args: [silentBefore(at, at.thresholds.offlineMs)],
  });
  return rows.map((row) => item(row, { code: "AGENT_OFFLINE", severity: "critical", targetType: "Agent" }));
}

async function twoInstances(db: ReaderDatabase, at: StatusContext): Promise<Candidates> {
  const suspects = await db.select({
    sql: `SELECT "agentId" FROM "AgentInstance" WHERE "lastSeenAt" >= ? GROUP BY "agentId" HAVING count(*) > 1`,
    args: [at.now - at.thresholds.offlineMs],
  });
  const agentIds = suspects.slice(0, 1_000).map((row) => String(row.agentId));
  if (agentIds.length === 0) return { items: [], total: 0 };
  const found = await db.prisma.agent.findMany({
    where: { id: { in: agentIds }, disabledAt: null, revokedAt: null },
    include: { instances: true },
  });
  const items = found
    .filter(({ instances }) => hasTwoInstances(instances.map(rowFrom<AgentInstanceRow>), at))
    .map(({ id, name, code, lastHeartbeatAt }) =>
      item(
        { id, name: name ?? code, at: lastHeartbeatAt?.getTime() ?? null },
        { code: "AGENT_TWO_INSTANCES", severity: "warning", targetType: "Agent" },
      ),
    );
  return { items: items.slice(0, shown), total: items.length };
}

/** Commands that failed in the last 24 hours. */
async function failedCommands(db: ReaderDatabase, at: StatusContext): Promise<Candidates> {
  const since = at.now - dayMs;
  const where = `FROM "Command" c WHERE c."status" = 'FAILED' AND c."completedAt" >= ?`;
  const rows = await db.select({
    sql: `SELECT c."id" AS "id", c."actionName" AS "name", c."errorMessage" AS "message", c."completedAt" AS "at"
      ${where} ORDER BY c."completedAt" DESC LIMIT ${shown}`,
    args: [since],
  });
  const [counted] = await db.select({ sql: `SELECT count(*) AS "n" ${where}`, args: [since] });
  const facts = { code: "COMMAND_FAILED", severity: "warning", targetType: "Command" } as const;
  return {
    items: rows.map((row) => item(row, { ...facts, message: text(row.message) })),
    total: Number(counted?.n ?? 0),
  };
}

async function waitingCommands(db: ReaderDatabase, at: StatusContext): Promise<Candidates> {
  const waiting = statusIs("PENDING");
  return candidates(db, {
    statement: {
      sql: `SELECT c."id" AS "id", c."actionName" AS "name", c."createdAt" AS "at"
        FROM "Command" c WHERE ${waiting.sql} AND c."createdAt" < ?`,
      args: [...waiting.args, at.now - waitingMs],
    },
    orderBy: `"at" ASC`,
    toItem: (row) => [item(row, { code: "COMMAND_WAITING", severity: "warning", targetType: "Command" })],
  });
}

async function expiringTokens(db: ReaderDatabase, at: StatusContext): Promise<Candidates> {
  return candidates(db, {
    statement: {
      sql: `SELECT t."id" AS "id", t."name" AS "name", t."expiresAt" AS "at" FROM "RegistrationToken" t
        WHERE t."status" = 'ACTIVE' AND t."expiresAt" > ? AND t."expiresAt" <= ?`,
      args: [at.now, at.now + expiringMs],
    },
    orderBy: `"at" ASC`,
    toItem: (row) => [
      item(row, { code: "TOKEN_EXPIRING", severity: "notice", targetType: "RegistrationToken" }),
    ],
  });
}

/** The first of the rows, and how many there are. */
async function candidates(
  db: ReaderDatabase,
  query: {
    readonly statement: SqlFragment;
    readonly orderBy: string;
    readonly toItem: (row: SelectedRow) => AttentionItem[];
  },
): Promise<Candidates> {
  const { sql, args } = query.statement;
  const rows = await db.select({
    sql: `SELECT *, count(*) OVER () AS "total" FROM (${sql}) q ORDER BY ${query.orderBy} LIMIT ${shown}`,
    args,
  });
  return { items: rows.flatMap(query.toItem), total: Number(rows[0]?.total ?? 0) };
}

function item(
  row: SelectedRow,
  facts: Pick<AttentionItem, "code" | "severity" | "targetType"> & { readonly message?: string | null },
): AttentionItem {
  return {
    ...facts,
    targetId: String(row.id),
    name: String(row.name),
    serviceName: null,
    message: facts.message ?? null,
    at: typeof row.at === "number" ? toInstant(row.at) : null,
  };
}

function text(value: string | number | null | undefined): string | null {
  return typeof value === "string" ? value : null;
}
