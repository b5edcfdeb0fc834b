import {
  type adminOperations,
  appError,
  type CapsuleService,
  type CapsuleServiceDetail,
  type ConfigChange,
  type HealthHistory,
  type InputOf,
  type Page,
  type ServiceFilter,
} from "@opstage/contracts";
import type { StatusContext } from "../../domain/effective-status";
import { toInstant } from "../../domain/time";
import { serviceStatusSql } from "../effective-status-sql";
import { toConfigChange } from "../mappers/config";
import { toHealthInterval, toService, toServiceDetail } from "../mappers/service";
import type {
  ActionRow,
  AgentRow,
  ConfigChangeRow,
  ConfigItemRow,
  HealthIntervalRow,
  ServiceRow,
} from "../rows";
import { limitSql, type SqlFragment } from "../sql";
import { containsText, equals } from "./conditions";
import { findPage, inOrderOf, joinConditions } from "./page";
import { type ReaderDatabase, rowFrom } from "./reader-database";

type ServicesOperations = typeof adminOperations.services;
export type ListServices = InputOf<ServicesOperations["list"]> & { readonly at: StatusContext };
export type GetService = InputOf<ServicesOperations["get"]> & { readonly at: StatusContext };
export type AskHealthHistory = InputOf<ServicesOperations["healthHistory"]> & { readonly now: number };
export type ListConfigChanges = InputOf<ServicesOperations["configChanges"]>;

/** What the list of services and everything that filters like it reads. */
export const servicesWithAgents = '"CapsuleService" s LEFT JOIN "Agent" a ON a."id" = s."agentId"';

export async function listServices(db: ReaderDatabase, input: ListServices): Promise<Page<CapsuleService>> {
  const { ids, about } = await findPage(db, {
    from: servicesWithAgents,
    alias: "s",
    conditions: matching(input),
    paging: input,
  });
  const found = await db.prisma.capsuleService.findMany({
    where: { id: { in: ids } },
    omit: { manifest: true, healthDetails: true },
    include: { agent: true },
  });
  const rows = found.map(({ agent, ...facts }) => ({
    id: facts.id,
    row: rowFrom<ServiceRow>(facts),
    agent: rowFrom<AgentRow>(agent),
  }));
  return { items: inOrderOf(ids, rows).map(({ row, agent }) => toService(row, agent, input.at)), ...about };
}

export interface FindServiceIds {
  readonly filter: ServiceFilter;
  readonly at: StatusContext;
  readonly limit: number;
}

/** The services that match the list's filters, by code. */
export async function findServiceIds(
  db: ReaderDatabase,
  { filter, at, limit }: FindServiceIds,
): Promise<ServiceRow["id"][]> {
  const where = joinConditions(matching({ ...filter, at }));
  const rows = await db.select({
    sql: `SELECT s."id" AS "id" FROM ${servicesWithAgents}${where.sql} ORDER BY s."code" ${limitSql(limit)}`,
    args: where.args,
  });
  return rows.map((row) => rowFrom<Pick<ServiceRow, "id">>(row).id);
}

/** The list's filters. */
export function matching(filter: ServiceFilter & { readonly at: StatusContext }): SqlFragment[] {
  return [
    ...hasStatus(filter),
    ...equals('s."healthStatus"', filter.healthStatus),
    ...equals('s."agentId"', filter.agentId),
    ...equals('s."runtime"', filter.runtime),
    ...equals('s."version"', filter.version),
    ...containsText(['s."code"', 's."name"'], filter.q),
  ];
}

/** @throws 404 CAPSULE_SERVICE_NOT_FOUND */
export async function getService(
  db: ReaderDatabase,
  { serviceId, at }: GetService,
): Promise<CapsuleServiceDetail> {
  const found = await db.prisma.capsuleService.findUnique({
    where: { id: serviceId },
    include: {
      agent: true,
      healthIntervals: { orderBy: [{ fromAt: "desc" }, { id: "desc" }], take: 1 },
      configItems: { orderBy: { key: "asc" } },
      actions: { orderBy: { name: "asc" } },
    },
  });
  if (found === null) throw appError("CAPSULE_SERVICE_NOT_FOUND");
  const { agent, healthIntervals, configItems, actions, ...facts } = found;
  const [interval] = healthIntervals;
  const parts = {
    agent: rowFrom<AgentRow>(agent),
    interval: interval === undefined ? null : rowFrom<HealthIntervalRow>(interval),
    configs: configItems.map(rowFrom<ConfigItemRow>),
    actions: actions.map(rowFrom<ActionRow>),
  };
  return toServiceDetail(rowFrom<ServiceRow>(facts), parts, at);
}

const dayMs = 24 * 60 * 60_000;

/** Intervals in one reply; a bar on a screen has fewer pixels. */
const maxIntervals = 1_000;

/**
 * The intervals that touch the window, newest first; the last 24 hours unless said otherwise.
 * @throws 404 CAPSULE_SERVICE_NOT_FOUND
 */
export async function healthHistory(db: ReaderDatabase, input: AskHealthHistory): Promise<HealthHistory> {
  await requireService(db, input.serviceId);
  const to = input.to === undefined ? input.now : Date.parse(input.to);
  const from = input.from === undefined ? to - dayMs : Date.parse(input.from);
  const found = await db.prisma.healthInterval.findMany({
    where: { serviceId: input.serviceId, fromAt: { lte: new Date(to) }, toAt: { gte: new Date(from) } },
    orderBy: [{ fromAt: "desc" }, { id: "desc" }],
    take: maxIntervals + 1,
  });
  return {
    serviceId: input.serviceId,
    from: toInstant(from),
    to: toInstant(to),
    intervals: found.slice(0, maxIntervals).map((row) => toHealthInterval(rowFrom<HealthIntervalRow>(row))),
    truncated: found.length > maxIntervals,
  };
}

/** @throws 404 CAPSULE_SERVICE_NOT_FOUND */
export async function configChanges(
  db: ReaderDatabase,
  input: ListConfigChanges,
): Promise<Page<ConfigChange>> {
  await requireService(db, input.serviceId);
  const { ids, about } = await findPage(db, {
    from: '"ConfigChange" c',
    alias: "c",
    conditions: [
      ...equals('c."serviceId"', input.serviceId),
      ...equals('c."key"', input.key),
      ...equals('c."kind"', input.kind),
    ],
    paging: input,
  });
  const found = await db.prisma.configChange.findMany({ where: { id: { in: ids } } });
  const rows = inOrderOf(ids, found.map(rowFrom<ConfigChangeRow>));
  return { items: rows.map(toConfigChange), ...about };
}

async function requireService(db: ReaderDatabase, id: string): Promise<void> {
  const found = await db.prisma.capsuleService.findUnique({ where: { id }, select: { id: true } });
  if (found === null) throw appError("CAPSULE_SERVICE_NOT_FOUND");
}

function hasStatus({ status, at }: ServiceFilter & { readonly at: StatusContext }): SqlFragment[] {
  if (status === undefined) return [];
  const computed = serviceStatusSql(at);
  return [{ sql: `(${computed.sql}) = ?`, args: [...computed.args, status] }];
}
