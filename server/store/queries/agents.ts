import {
  type Agent,
  type AgentDetail,
  type adminOperations,
  appError,
  type InputOf,
  type Page,
} from "@opstage/contracts";
import type { StatusContext } from "../../domain/effective-status";
import { agentStatusSql } from "../effective-status-sql";
import { hasTwoInstances, toAgent, toAgentInstanceInfo, toAgentTokenInfo } from "../mappers/agent";
import { toService } from "../mappers/service";
import type { AgentInstanceRow, AgentRow, AgentTokenRow, ServiceRow } from "../rows";
import type { SqlFragment } from "../sql";
import { containsText, equals } from "./conditions";
import { findPage, inOrderOf } from "./page";
import { type ReaderDatabase, rowFrom } from "./reader-database";

export type ListAgents = InputOf<typeof adminOperations.agents.list> & { readonly at: StatusContext };
export type GetAgent = InputOf<typeof adminOperations.agents.get> & { readonly at: StatusContext };

export async function listAgents(db: ReaderDatabase, input: ListAgents): Promise<Page<Agent>> {
  const { ids, about } = await findPage(db, {
    from: '"Agent" a',
    alias: "a",
    conditions: [
      ...hasStatus(input),
      ...equals('a."mode"', input.mode),
      ...equals('a."runtime"', input.runtime),
      ...equals('a."sdkVersion"', input.sdkVersion),
      ...containsText(['a."code"', 'a."name"'], input.q),
    ],
    paging: input,
  });
  const { prisma } = db;
  const found = await prisma.agent.findMany({ where: { id: { in: ids } } });
  const counts = await prisma.capsuleService.groupBy({
    by: "agentId",
    where: { agentId: { in: ids } },
    _count: true,
  });
  const live = await prisma.agentInstance.findMany({
    where: {
      agentId: { in: ids },
      lastSeenAt: { gte: new Date(input.at.now - input.at.thresholds.offlineMs) },
    },
  });
  const serviceCount = new Map(counts.map((each) => [each.agentId, each._count]));
  const instances = live.map(rowFrom<AgentInstanceRow>);
  const items = inOrderOf(ids, found.map(rowFrom<AgentRow>)).map((row) => {
    const own = instances.filter(({ agentId }) => agentId === row.id);
    const beside = {
      serviceCount: serviceCount.get(row.id) ?? 0,
      twoInstances: hasTwoInstances(own, input.at),
    };
    return toAgent(row, beside, input.at);
  });
  return { items, ...about };
}

/** @throws 404 AGENT_NOT_FOUND */
export async function getAgent(db: ReaderDatabase, { agentId, at }: GetAgent): Promise<AgentDetail> {
  const found = await db.prisma.agent.findUnique({
    where: { id: agentId },
    include: {
      services: { orderBy: [{ createdAt: "asc" }, { id: "asc" }] },
      tokens: { orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: 100 },
      instances: { orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }], take: 100 },
    },
  });
  if (found === null) throw appError("AGENT_NOT_FOUND");
  const { services, tokens, instances, ...facts } = found;
  const row = rowFrom<AgentRow>(facts);
  const instanceRows = instances.map(rowFrom<AgentInstanceRow>);
  const beside = { serviceCount: services.length, twoInstances: hasTwoInstances(instanceRows, at) };
  return {
    ...toAgent(row, beside, at),
    services: services.map((service) => toService(rowFrom<ServiceRow>(service), row, at)),
    tokens: tokens.map((token) => toAgentTokenInfo(rowFrom<AgentTokenRow>(token))),
    instances: instanceRows.map(toAgentInstanceInfo),
  };
}

function hasStatus({ status, at }: ListAgents): SqlFragment[] {
  if (status === undefined) return [];
  const computed = agentStatusSql(at);
  return [{ sql: `(${computed.sql}) = ?`, args: [...computed.args, status] }];
}
