import {
  type AuditEvent,
  type adminOperations,
  appError,
  type BusDelivery,
  type BusDeliveryId,
  type BusDeliveryStatus,
  type BusEvent,
  type BusEventDetail,
  type BusRoute,
  type BusRouteActivity,
  type BusRouteId,
  busExperimental,
  type CommandId,
  type InputOf,
  type Page,
} from "@opstage/contracts";
import { type IssueFacts, routeIssues } from "../../domain/bus/route-issues";
import { toInstant } from "../../domain/time";
import { toBusDelivery, toBusEvent, toBusRoute } from "../mappers/bus";
import { parseObject, toInstantOrNull } from "../mappers/values";
import type { BusDeliveryRow, BusEventRow, BusRouteRow, EpochMs } from "../rows";
import { limitSql, type SqlFragment } from "../sql";
import { readEvents } from "./audit";
import { beginsWith, equals, equalsMost, within } from "./conditions";
import { findPage, inOrderOf, joinConditions, textSearch } from "./page";
import { type ReaderDatabase, rowFrom } from "./reader-database";

type Operations = typeof adminOperations;

export async function listBusRoutes(db: ReaderDatabase): Promise<BusRoute[]> {
  const found = await db.prisma.busRoute.findMany({ orderBy: [{ createdAt: "desc" }, { id: "desc" }] });
  const rows = found.map(rowFrom<BusRouteRow>);
  const factsOf = await readIssueFacts(db, rows);
  return rows.map((row) => {
    const inputMapping = row.inputMapping === null ? null : parseObject(row.inputMapping);
    return toBusRoute(row, routeIssues({ ...row, inputMapping }, factsOf(row)));
  });
}

/** The places of a route that may be missing. */
export interface NamedServices {
  readonly sourceServiceCode: string | null;
  readonly targetServiceCode: string;
  readonly actionName: string;
}

/** What is known of the services and actions that routes name, in one statement a table. */
export async function readIssueFacts(
  db: ReaderDatabase,
  routes: readonly NamedServices[],
): Promise<(route: NamedServices) => IssueFacts> {
  const codes = new Set(routes.flatMap((route) => [route.targetServiceCode, route.sourceServiceCode ?? ""]));
  const services = await db.prisma.capsuleService.findMany({
    where: { code: { in: [...codes] } },
    select: { id: true, code: true },
  });
  const idOf = new Map(services.map(({ id, code }) => [code, id]));
  const actions = await db.prisma.action.findMany({
    where: {
      serviceId: { in: services.map(({ id }) => id) },
      name: { in: [...new Set(routes.map(({ actionName }) => actionName))] },
    },
    select: {
      serviceId: true,
      name: true,
      enabled: true,
      dangerLevel: true,
      requiresConfirmation: true,
      inputSchema: true,
    },
  });
  const actionOf = new Map(
    actions.map((action) => [
      `${action.serviceId} ${action.name}`,
      { ...action, inputSchema: parseObject(action.inputSchema) },
    ]),
  );
  return ({ sourceServiceCode, targetServiceCode, actionName }) => {
    const serviceId = idOf.get(targetServiceCode);
    return {
      sourceExists: sourceServiceCode === null ? undefined : idOf.has(sourceServiceCode),
      targetServiceExists: serviceId !== undefined,
      action: actionOf.get(`${serviceId} ${actionName}`) ?? null,
    };
  };
}

type ListBusEvents = InputOf<Operations["busEvents"]["list"]>;

export async function listBusEvents(db: ReaderDatabase, input: ListBusEvents): Promise<Page<BusEvent>> {
  const typePrefix = prefixOf(input.eventType);
  const { ids, about } = await findPage(db, {
    from: '"BusEvent" e',
    alias: "e",
    conditions: [
      ...(typePrefix === undefined ? equals('e."eventType"', input.eventType) : []),
      ...equals('e."sourceServiceCode"', input.sourceServiceCode),
      ...equals('e."agentId"', input.agentId),
      ...outcomeIs(input),
      ...within('e."createdAt"', input),
    ],
    searches: [
      ...(typePrefix === undefined ? [] : [textSearch(['e."eventType"'], beginsWith, typePrefix)]),
      ...(input.q === undefined ? [] : [textSearch(searched, beginsWith, input.q)]),
    ],
    paging: input,
  });
  return { items: inOrderOf(ids, await eventsWith(db, ids)).map(toBusEvent), ...about };
}

/**
 * Said as the partial index says it, or SQLite does not use it. Most events are routed; and where another index has
 * just what is asked for, that one serves better.
 */
function outcomeIs({ outcome, eventType, sourceServiceCode, agentId }: ListBusEvents): SqlFragment[] {
  if (outcome === undefined) return [];
  if (outcome === "ROUTED") return [equalsMost('e."outcome"', outcome)];
  const wholeType = prefixOf(eventType) === undefined ? eventType : undefined;
  const isNarrow = [wholeType, sourceServiceCode, agentId].some((each) => each !== undefined);
  if (isNarrow) return equals('e."outcome"', outcome);
  return [{ sql: `e."outcome" = ? AND e."outcome" <> 'ROUTED'`, args: [outcome] }];
}

const searched = ['e."id"', 'e."envelopeId"', 'e."correlationId"', 'e."eventType"'];

/** A whole event type, or a beginning that ends in `.*`. */
export function ofType(column: string, pattern: string | undefined): SqlFragment[] {
  const prefix = prefixOf(pattern);
  return prefix === undefined ? equals(column, pattern) : [beginsWith(column, prefix)];
}

function prefixOf(pattern: string | undefined): string | undefined {
  return pattern?.endsWith(".*") ? pattern.slice(0, -1) : undefined;
}

async function eventsWith(db: ReaderDatabase, ids: readonly string[]): Promise<BusEventRow[]> {
  const found = await db.prisma.busEvent.findMany({ where: { id: { in: [...ids] } } });
  return found.map(rowFrom<BusEventRow>);
}

export async function getBusEvent(
  db: ReaderDatabase,
  { eventId }: InputOf<Operations["busEvents"]["get"]>,
): Promise<BusEventDetail> {
  const [event] = await eventsWith(db, [eventId]);
  if (event === undefined) throw appError("BUS_EVENT_NOT_FOUND");
  const found = await db.prisma.busDelivery.findMany({
    where: { eventId },
    orderBy: { id: "asc" },
    take: 500,
  });
  const deliveries = found.map((row) => toBusDelivery(rowFrom<BusDeliveryRow>(row), event));
  return { ...toBusEvent(event), deliveries };
}

export async function listBusDeliveries(
  db: ReaderDatabase,
  input: InputOf<Operations["busDeliveries"]["list"]>,
): Promise<Page<BusDelivery>> {
  const { ids, about } = await findPage(db, {
    from: '"BusDelivery" d',
    alias: "d",
    conditions: [
      ...deliveryStatusIs(input.open === undefined ? input.status : "FAILED", input),
      ...(input.open === undefined ? [] : [{ sql: 'd."replayedById" IS NULL', args: [] }]),
      ...equals('d."commandId"', input.commandId),
      ...deliveryConditions(input),
    ],
    paging: input,
  });
  const found = await db.prisma.busDelivery.findMany({ where: { id: { in: ids } } });
  const rows = inOrderOf(ids, found.map(rowFrom<BusDeliveryRow>));
  const events = new Map(
    (
      await eventsWith(
        db,
        rows.map(({ eventId }) => eventId),
      )
    ).map((row) => [row.id, row]),
  );
  const items = rows.flatMap((row) => {
    const event = events.get(row.eventId);
    return event === undefined ? [] : [toBusDelivery(row, event)];
  });
  return { items, ...about };
}

type DeliveryFilters = Pick<
  InputOf<Operations["busDeliveries"]["list"]>,
  "routeId" | "eventId" | "errorCode" | "from" | "to"
>;

/** As `outcomeIs`: most deliveries made a command. */
function deliveryStatusIs(
  status: BusDeliveryStatus | undefined,
  { routeId, eventId, commandId }: DeliveryFilters & { readonly commandId?: CommandId },
): SqlFragment[] {
  if (status === undefined) return [];
  if (status === "CREATED") return [equalsMost('d."status"', status)];
  const isNarrow = [routeId, eventId, commandId].some((each) => each !== undefined);
  if (isNarrow) return equals('d."status"', status);
  return [{ sql: `d."status" = ? AND d."status" <> 'CREATED'`, args: [status] }];
}

function deliveryConditions(input: DeliveryFilters): SqlFragment[] {
  return [
    ...equals('d."routeId"', input.routeId),
    ...equals('d."eventId"', input.eventId),
    ...equals('d."errorCode"', input.errorCode),
    ...within('d."createdAt"', input),
  ];
}

/** Failed deliveries that nobody has replayed and whose route is still there, oldest first; one more than wanted. */
export async function findReplayable(
  db: ReaderDatabase,
  input: InputOf<Operations["busDeliveries"]["replayMatching"]>,
): Promise<BusDeliveryId[]> {
  const where = joinConditions([
    ...deliveryStatusIs("FAILED", input),
    { sql: 'd."replayedById" IS NULL', args: [] },
    { sql: 'd."routeId" IN (SELECT "id" FROM "BusRoute")', args: [] },
    ...deliveryConditions(input),
  ]);
  const rows = await db.select({
    sql: `SELECT d."id" AS "id" FROM "BusDelivery" d${where.sql} ORDER BY d."createdAt", d."id" ${limitSql(input.limit + 1)}`,
    args: where.args,
  });
  // Ids of this table have this form: only the server writes them.
  return rows.map((row) => String(row.id) as BusDeliveryId);
}

const hourMs = 60 * 60_000;
const hours = 24;

export async function busRouteActivity(
  db: ReaderDatabase,
  { routeId, now }: { readonly routeId: BusRouteId; readonly now: EpochMs },
): Promise<BusRouteActivity> {
  const current = Math.floor(now / hourMs);
  const first = current - hours + 1;
  const rows = await db.select({
    sql: `SELECT "createdAt" / ${hourMs} AS "hour", "status" AS "status", count(*) AS "n" FROM "BusDelivery"
      WHERE "routeId" = ? AND "createdAt" >= ? GROUP BY 1, 2`,
    args: [routeId, first * hourMs],
  });
  const [last] = await db.select({
    sql: `SELECT max("createdAt") AS "at" FROM "BusDelivery" WHERE "routeId" = ?`,
    args: [routeId],
  });
  const counts = new Map(rows.map(({ hour, status, n }) => [`${hour} ${status}`, Number(n)]));
  return {
    hours: Array.from({ length: hours }, (_, index) => {
      const count = (status: string) => counts.get(`${first + index} ${status}`) ?? 0;
      return {
        hour: toInstant((first + index) * hourMs),
        created: count("CREATED"),
        dryRun: count("DRY_RUN"),
        failed: count("FAILED"),
      };
    }),
    lastMatchedAt: toInstantOrNull(typeof last?.at === "number" ? last.at : null),
    experimental: busExperimental,
  };
}

/** The part of the audit trail that is about the bus. */
export async function listBusAudit(
  db: ReaderDatabase,
  input: InputOf<Operations["busAudit"]["list"]>,
): Promise<Page<AuditEvent>> {
  const { ids, about } = await findPage(db, {
    from: '"AuditEvent" e',
    alias: "e",
    conditions: [
      ...equals('e."action"', input.action),
      ...equals('e."targetId"', input.targetId),
      ...within('e."createdAt"', input),
    ],
    searches: [textSearch(['e."action"'], beginsWith, "bus.")],
    paging: input,
  });
  return { items: await readEvents(db, ids), ...about };
}
