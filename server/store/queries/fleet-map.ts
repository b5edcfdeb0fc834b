import {
  type FleetMap,
  type MapAgent,
  mapServicesMax,
  type ServiceFilter,
  ServiceStatus,
} from "@opstage/contracts";
import { agentStatus, type StatusContext } from "../../domain/effective-status";
import { serviceStatusSql } from "../effective-status-sql";
import type { AgentRow, ServiceRow } from "../rows";
import { limitSql } from "../sql";
import { joinConditions } from "./page";
import { type ReaderDatabase, rowFrom } from "./reader-database";
import { matching, servicesWithAgents } from "./services";

export interface AskFleetMap {
  readonly filter: ServiceFilter;
  readonly at: StatusContext;
}

/** The order of trouble: what needs a look comes first. */
const trouble: Readonly<Record<ServiceStatus, number>> = {
  UNHEALTHY: 0,
  OFFLINE: 1,
  STALE: 2,
  UNKNOWN: 3,
  HEALTHY: 4,
};

/** The matching services by agent, agents with trouble first, then by code. */
export async function fleetMap(db: ReaderDatabase, { filter, at }: AskFleetMap): Promise<FleetMap> {
  const status = serviceStatusSql(at);
  const where = joinConditions(matching({ ...filter, at }));
  const rows = await db.select({
    sql: `SELECT s."id" AS "id", s."name" AS "name", s."agentId" AS "agentId", (${status.sql}) AS "status"
      FROM ${servicesWithAgents}${where.sql} ORDER BY s."code" ${limitSql(mapServicesMax + 1)}`,
    args: [...status.args, ...where.args],
  });
  const shown = rows.slice(0, mapServicesMax);
  const byAgent = new Map<string, MapAgent["services"]>();
  for (const row of shown) {
    const { id, name, agentId } = rowFrom<Pick<ServiceRow, "id" | "name" | "agentId">>(row);
    const services = byAgent.get(agentId) ?? [];
    services.push({ id, name, status: ServiceStatus.parse(row.status) });
    byAgent.set(agentId, services);
  }
  const found = await db.prisma.agent.findMany({ where: { id: { in: [...byAgent.keys()] } } });
  const agents = found.map((each): MapAgent => {
    const agent = rowFrom<AgentRow>(each);
    const { id, code, name } = agent;
    const services = (byAgent.get(id) ?? []).toSorted((a, b) => trouble[a.status] - trouble[b.status]);
    return { id, code, name, status: agentStatus(agent, at), services };
  });
  agents.sort((a, b) => worst(a) - worst(b) || a.code.localeCompare(b.code));
  return { agents, serviceCount: shown.length, truncated: rows.length > mapServicesMax };
}

function worst({ services }: MapAgent): number {
  return Math.min(...services.map(({ status }) => trouble[status]));
}
