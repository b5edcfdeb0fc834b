import { getAgent, listAgents } from "./agents";
import { auditActions, exportAudit, listAudit } from "./audit";
import { batchOptions, batchTargets, getBatch, listBatches } from "./batches";
import {
  busRouteActivity,
  findReplayable,
  getBusEvent,
  listBusAudit,
  listBusDeliveries,
  listBusEvents,
  listBusRoutes,
} from "./bus";
import { previewBusRoute, simulateBusRoute } from "./bus-trials";
import { commandLogs, getCommand, listCommands } from "./commands";
import { compareConfig, configKeys, fleetConfigChanges } from "./configs";
import { dashboardSummary } from "./dashboard";
import {
  findChangedServices,
  findExpiredCommands,
  findExpiredTokens,
  findLostCommands,
  findOfflineAgents,
  findPrunable,
} from "./due-work";
import { actionDurations } from "./durations";
import { fleetMap } from "./fleet-map";
import { healthBars } from "./health-bars";
import { counts, metrics } from "./metrics";
import type { ReaderDatabase } from "./reader-database";
import { listRegistrationTokens } from "./registration-tokens";
import { configChanges, findServiceIds, getService, healthHistory, listServices } from "./services";
import { getUser, listSessions, listUsers } from "./users";

/** Every query that a reader thread answers, by its name. They throw AppErrors of the catalogue and nothing else. */
export const queries = {
  listUsers,
  getUser,
  listSessions,
  listRegistrationTokens,
  listAgents,
  getAgent,
  listServices,
  getService,
  healthHistory,
  configChanges,
  listCommands,
  getCommand,
  commandLogs,
  findServiceIds,
  healthBars,
  fleetMap,
  actionDurations,
  configKeys,
  compareConfig,
  fleetConfigChanges,
  batchOptions,
  listBatches,
  getBatch,
  batchTargets,
  listAudit,
  exportAudit,
  auditActions,
  listBusRoutes,
  busRouteActivity,
  previewBusRoute,
  simulateBusRoute,
  listBusEvents,
  getBusEvent,
  listBusDeliveries,
  findReplayable,
  listBusAudit,
  dashboardSummary,
  metrics,
  counts,
  findExpiredTokens,
  findExpiredCommands,
  findLostCommands,
  findOfflineAgents,
  findChangedServices,
  findPrunable,
} as const;

type Queries = typeof queries;
export type QueryName = keyof Queries;

/** What a query is asked; `undefined` for one without input. */
export type QueryInput<N extends QueryName> = Parameters<Queries[N]>[1];
export type QueryOutput<N extends QueryName> = Awaited<ReturnType<Queries[N]>>;

/** Answers one query. The name and the input belong together by the types of `Readers.run`. */
export async function answer(db: ReaderDatabase, name: QueryName, input: unknown): Promise<unknown> {
  const query: (db: ReaderDatabase, input: never) => Promise<unknown> = queries[name];
  return query(db, input as never);
}

export function isQueryName(name: string): name is QueryName {
  return Object.hasOwn(queries, name);
}
