import {
  type AuditEvent,
  type adminOperations,
  defaultWorkspace,
  type InputOf,
  type Page,
} from "@opstage/contracts";
import { toAuditEvent } from "../mappers/audit";
import type { AuditEventRow } from "../rows";
import { limitSql, type SqlFragment } from "../sql";
import { anyOf, beginsWith, equals, equalsMost, within } from "./conditions";
import { afterCursor, encodeCursor, type OrderColumn } from "./cursor";
import { readNames } from "./names";
import { findPage, inOrderOf, joinConditions, textSearch } from "./page";
import { type ReaderDatabase, rowFrom } from "./reader-database";

type AuditOperations = typeof adminOperations.audit;
export type ListAudit = InputOf<AuditOperations["list"]>;
export type AuditFilters = Omit<InputOf<AuditOperations["export"]>, "format">;

const searched = ['e."id"', 'e."actorId"', 'e."targetId"', 'e."action"'];

export async function listAudit(db: ReaderDatabase, input: ListAudit): Promise<Page<AuditEvent>> {
  const { ids, about } = await findPage(db, {
    from: '"AuditEvent" e',
    alias: "e",
    conditions: conditionsOf(input),
    searches: input.q === undefined ? [] : [textSearch(searched, beginsWith, input.q)],
    paging: input,
  });
  return { items: await readEvents(db, ids), ...about };
}

export interface ExportAudit {
  readonly filters: AuditFilters;
  /** Where the chunk before ended. */
  readonly cursor?: string;
  /** Rows a chunk. */
  readonly limit: number;
}

/** One chunk of an export. */
export interface AuditChunk {
  readonly events: AuditEvent[];
  /** Absent after the last chunk. */
  readonly nextCursor?: string;
}

const newestFirst: readonly OrderColumn[] = [
  { name: "createdAt", sql: 'e."createdAt"', direction: "desc" },
  { name: "id", sql: 'e."id"', direction: "desc" },
];

/** The matching events from the cursor on, newest first, without a cap: call it again until there is no cursor. */
export async function exportAudit(db: ReaderDatabase, input: ExportAudit): Promise<AuditChunk> {
  const { q } = input.filters;
  // A plus before a column keeps SQLite from an index that would make it sort everything that matches.
  const search = q === undefined ? [] : [anyOf(searched.map((column) => beginsWith(`+${column}`, q)))];
  const behind = input.cursor === undefined ? [] : [afterCursor(newestFirst, input.cursor)];
  const where = joinConditions([...conditionsOf(input.filters), ...search, ...behind]);
  const rows = await db.select({
    sql: `SELECT e."id" AS "id", e."createdAt" AS "createdAt" FROM "AuditEvent" e${where.sql}
      ORDER BY e."createdAt" DESC, e."id" DESC ${limitSql(input.limit)}`,
    args: where.args,
  });
  const last = rows.length === input.limit ? rows.at(-1) : undefined;
  const nextCursor =
    last === undefined ? undefined : encodeCursor(newestFirst, [last.createdAt ?? null, last.id ?? null]);
  const events = await readEvents(
    db,
    rows.map((row) => String(row.id)),
  );
  return nextCursor === undefined ? { events } : { events, nextCursor };
}

/** The distinct names of actions, in order: one step through the index a name, however many rows there are. */
export async function auditActions(db: ReaderDatabase): Promise<string[]> {
  const rows = await db.select({
    sql: `WITH RECURSIVE names("action") AS (
        SELECT min("action") FROM "AuditEvent"
        UNION ALL
        SELECT (SELECT min(e."action") FROM "AuditEvent" e WHERE e."action" > names."action")
        FROM names WHERE names."action" IS NOT NULL)
      SELECT "action" FROM names WHERE "action" IS NOT NULL LIMIT 1000`,
    args: [],
  });
  return rows.map((row) => String(row.action));
}

/** The events with these ids, in that order. */
export async function readEvents(db: ReaderDatabase, ids: string[]): Promise<AuditEvent[]> {
  const found = await db.prisma.auditEvent.findMany({ where: { id: { in: ids } } });
  const rows = inOrderOf(ids, found.map(rowFrom<AuditEventRow>));
  const nameOf = await readTargetNames(db, rows);
  return rows.map((row) => toAuditEvent(row, nameOf(row)));
}

async function readTargetNames(
  db: ReaderDatabase,
  rows: readonly AuditEventRow[],
): Promise<(row: AuditEventRow) => string | null> {
  const targets = (type: string) =>
    rows.flatMap(({ targetType, targetId }) => (targetType === type && targetId !== null ? [targetId] : []));
  const names = await readNames(db, {
    agents: targets("Agent"),
    services: targets("CapsuleService"),
    users: targets("User"),
  });
  const tokens = await namesOf(targets("RegistrationToken"), (ids) =>
    db.prisma.registrationToken.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
  );
  const commands = await namesOf(targets("Command"), async (ids) =>
    (
      await db.prisma.command.findMany({ where: { id: { in: ids } }, select: { id: true, actionName: true } })
    ).map(({ id, actionName }) => ({ id, name: actionName })),
  );
  const batches = await namesOf(targets("Batch"), async (ids) =>
    (
      await db.prisma.batch.findMany({ where: { id: { in: ids } }, select: { id: true, actionName: true } })
    ).map(({ id, actionName }) => ({ id, name: actionName })),
  );
  const routes = await namesOf(targets("BusRoute"), (ids) =>
    db.prisma.busRoute.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
  );
  const events = await namesOf(targets("BusEvent"), async (ids) =>
    (
      await db.prisma.busEvent.findMany({ where: { id: { in: ids } }, select: { id: true, eventType: true } })
    ).map(({ id, eventType }) => ({ id, name: eventType })),
  );
  return ({ targetType, targetId }) => {
    if (targetId === null) return null;
    switch (targetType) {
      case "Agent":
        return named(names.agent(targetId));
      case "CapsuleService":
        return named(names.service(targetId));
      case "User":
        return names.user(targetId);
      case "RegistrationToken":
        return tokens.get(targetId) ?? null;
      case "Command":
        return commands.get(targetId) ?? null;
      case "Batch":
        return batches.get(targetId) ?? null;
      case "BusRoute":
        return routes.get(targetId) ?? null;
      case "BusEvent":
        return events.get(targetId) ?? null;
      case "Workspace":
        return defaultWorkspace.name;
      case "Backup":
        return targetId;
      default:
        return null;
    }
  };
}

function named(found: { readonly code: string; readonly name: string | null } | null): string | null {
  return found === null ? null : (found.name ?? found.code);
}

async function namesOf(
  ids: string[],
  read: (ids: string[]) => Promise<{ id: string; name: string }[]>,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  return new Map((await read([...new Set(ids)])).map(({ id, name }) => [id, name]));
}

function conditionsOf(filters: AuditFilters): SqlFragment[] {
  return [
    ...actorTypeIs(filters),
    ...equals('e."actorId"', filters.actorId),
    ...equals('e."action"', filters.action),
    ...equals('e."targetType"', filters.targetType),
    ...equals('e."targetId"', filters.targetId),
    ...resultIs(filters.result),
    ...within('e."createdAt"', filters),
  ];
}

/**
 * Said as the partial index says it, or SQLite does not use it; but the index of an actor, an action or a target serves
 * better.
 */
function actorTypeIs({ actorType, actorId, action, targetId }: AuditFilters): SqlFragment[] {
  if (actorType === undefined) return [];
  if (actorType === "AGENT") return [equalsMost('e."actorType"', actorType)];
  const isNarrow = [actorId, action, targetId].some((each) => each !== undefined);
  if (isNarrow) return equals('e."actorType"', actorType);
  return [{ sql: `e."actorType" = ? AND e."actorType" <> 'AGENT'`, args: [actorType] }];
}

/** As above. */
function resultIs(result: AuditFilters["result"]): SqlFragment[] {
  if (result === undefined) return [];
  if (result === "SUCCESS") return [equalsMost('e."result"', result)];
  return [{ sql: `e."result" = 'FAILURE'`, args: [] }];
}
