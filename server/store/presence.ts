import type { AgentId, InstanceId, ServiceId } from "@opstage/contracts";
import {
  type AgentPresence,
  agentPresence,
  mergedPresence,
  newest,
  type RepeatedSample,
  type ServicePresence,
  servicePresence,
} from "./presence-facts";
import { writeAgent, writeService } from "./presence-writes";
import type { AgentRow, EpochMs, HealthIntervalRow, ServiceRow } from "./rows";
import type { Store } from "./store";

export type { AgentPresence, RepeatedSample, ServicePresence };

/**
 * Who spoke last and how they felt, in memory: idle heartbeats, polls and unchanged reports touch nothing else. What
 * moved is written in one batch by `flush`, at most once a second and at shutdown. Facts that need a commit before the
 * reply (a change of health, of a report, of an agent) are written by the verb and put here by its `onCommit`.
 */
export interface Presence {
  /** Reads all agents and services; once, before the first request. */
  load(): Promise<void>;
  agent(agentId: AgentId): AgentPresence | null;
  service(serviceId: ServiceId): ServicePresence | null;
  /** The agent's services, oldest first. */
  servicesOf(agentId: AgentId): readonly ServicePresence[];
  lastSeenAt(agentId: AgentId): EpochMs | null;
  /** The agent spoke. An unknown agent is ignored. */
  seen(
    agentId: AgentId,
    at: EpochMs,
    facts?: { instanceId?: InstanceId; busySinceAt?: EpochMs | null },
  ): void;
  /** Processes that spoke for the agent at or after `since`; two of them are a conflict. */
  instancesSince(agentId: AgentId, since: EpochMs): readonly InstanceId[];
  /** A sample with the status the service has already. */
  sampled(serviceId: ServiceId, sample: RepeatedSample): void;
  /** A report equal to the one before. */
  reported(serviceId: ServiceId, at: EpochMs): void;
  /** After the commit that wrote this row. Keeps a later `lastSeenAt`. */
  putAgent(row: AgentRow): void;
  /** After the commit that wrote this row; with the interval if it opened one. */
  putService(row: ServiceRow, interval?: HealthIntervalRow): void;
  /** The interval that goes on; null when it is gone, and the next sample opens another one. */
  putInterval(serviceId: ServiceId, interval: Pick<HealthIntervalRow, "id" | "samples"> | null): void;
  dropAgent(agentId: AgentId): void;
  dropService(serviceId: ServiceId): void;
  /** Writes what moved since the last flush; does nothing when nothing did. */
  flush(): Promise<void>;
}

/** Rows a transaction: other jobs come in between. */
const rowsPerCommit = 500;

/** An instance unheard of for this long is forgotten. */
const instanceMemoryMs = 24 * 60 * 60_000;

interface Flushed {
  readonly agents: Set<AgentId>;
  readonly services: Set<ServiceId>;
}

/** Presence over this store; empty until `load`. */
export function createPresence(store: Store): Presence {
  const agents = new Map<AgentId, AgentPresence>();
  const services = new Map<ServiceId, ServicePresence>();
  const serviceIds = new Map<AgentId, Set<ServiceId>>();
  const instances = new Map<AgentId, Map<InstanceId, EpochMs>>();
  const moved: Flushed = { agents: new Set(), services: new Set() };
  let flushing: Promise<void> | null = null;

  function setService(next: ServicePresence): void {
    const before = services.get(next.id);
    if (before !== undefined && before.agentId !== next.agentId)
      serviceIds.get(before.agentId)?.delete(next.id);
    services.set(next.id, next);
    const owned = serviceIds.get(next.agentId) ?? new Set();
    serviceIds.set(next.agentId, owned.add(next.id));
  }

  function noteInstance(agentId: AgentId, instanceId: InstanceId, at: EpochMs): void {
    const known = instances.get(agentId) ?? new Map<InstanceId, EpochMs>();
    instances.set(agentId, known.set(instanceId, at));
    for (const [id, seenAt] of known) if (seenAt < at - instanceMemoryMs) known.delete(id);
  }

  /** What moves while this writes is left for the next time: under load something always does. */
  async function write(): Promise<void> {
    const due: Flushed = { agents: new Set(moved.agents), services: new Set(moved.services) };
    moved.agents.clear();
    moved.services.clear();
    while (due.agents.size + due.services.size > 0) {
      const taken: Flushed = {
        agents: take(due.agents, rowsPerCommit),
        services: take(due.services, rowsPerCommit),
      };
      try {
        await store.transaction(async (tx) => {
          for (const id of taken.agents) await writeAgent(tx, agents.get(id), instances.get(id));
          for (const id of taken.services) await writeService(tx, services.get(id));
        });
      } catch (error) {
        for (const id of [...taken.agents, ...due.agents]) moved.agents.add(id);
        for (const id of [...taken.services, ...due.services]) moved.services.add(id);
        throw error;
      }
    }
  }

  return {
    async load() {
      for (const row of await store.lookup.agents.list({})) agents.set(row.id, agentPresence(row));
      for (const { agentId, id, lastSeenAt } of await store.lookup.agentInstances.list({})) {
        noteInstance(agentId, id, lastSeenAt);
      }
      for (const row of await store.lookup.services.list({}, { orderBy: { createdAt: "asc", id: "asc" } })) {
        const newestFirst = { fromAt: "desc", id: "desc" } as const;
        const [interval] = await store.lookup.healthIntervals.list(
          { serviceId: row.id },
          { orderBy: newestFirst, limit: 1 },
        );
        setService(servicePresence(row, interval));
      }
    },
    agent: (agentId) => agents.get(agentId) ?? null,
    service: (serviceId) => services.get(serviceId) ?? null,
    servicesOf: (agentId) =>
      [...(serviceIds.get(agentId) ?? [])].flatMap((serviceId) => services.get(serviceId) ?? []),
    lastSeenAt: (agentId) => agents.get(agentId)?.lastSeenAt ?? null,
    seen(agentId, at, facts) {
      const agent = agents.get(agentId);
      if (agent === undefined) return;
      agents.set(agentId, {
        ...agent,
        lastSeenAt: newest(agent.lastSeenAt, at),
        instanceId: facts?.instanceId ?? agent.instanceId,
        busySinceAt: facts?.busySinceAt === undefined ? agent.busySinceAt : facts.busySinceAt,
      });
      if (facts?.instanceId !== undefined) noteInstance(agentId, facts.instanceId, at);
      moved.agents.add(agentId);
    },
    instancesSince: (agentId, since) =>
      [...(instances.get(agentId) ?? [])].filter(([, seenAt]) => seenAt >= since).map(([id]) => id),
    sampled(serviceId, { message, details, at }) {
      const service = services.get(serviceId);
      if (service === undefined) return;
      services.set(serviceId, {
        ...service,
        healthMessage: message,
        healthDetails: details,
        lastHealthAt: newest(service.lastHealthAt, at),
        intervalSamples: service.intervalSamples + 1,
      });
      moved.services.add(serviceId);
    },
    reported(serviceId, at) {
      const service = services.get(serviceId);
      if (service === undefined) return;
      services.set(serviceId, { ...service, lastReportedAt: newest(service.lastReportedAt, at) });
      moved.services.add(serviceId);
    },
    putAgent(row) {
      const before = agents.get(row.id);
      const next = agentPresence(row);
      agents.set(row.id, { ...next, lastSeenAt: newest(next.lastSeenAt, before?.lastSeenAt ?? null) });
      if (row.instanceId !== null && row.instanceId !== before?.instanceId && next.lastSeenAt !== null) {
        noteInstance(row.id, row.instanceId, next.lastSeenAt);
        moved.agents.add(row.id);
      }
    },
    putService(row, interval) {
      const before = services.get(row.id);
      setService(
        before === undefined ? servicePresence(row, interval) : mergedPresence(before, row, interval),
      );
    },
    putInterval(serviceId, interval) {
      const service = services.get(serviceId);
      if (service === undefined) return;
      const facts = { intervalId: interval?.id ?? null, intervalSamples: interval?.samples ?? 0 };
      services.set(serviceId, { ...service, ...facts });
    },
    dropAgent(agentId) {
      agents.delete(agentId);
      instances.delete(agentId);
      moved.agents.delete(agentId);
      for (const serviceId of serviceIds.get(agentId) ?? []) services.delete(serviceId);
      serviceIds.delete(agentId);
    },
    dropService(serviceId) {
      const service = services.get(serviceId);
      if (service !== undefined) serviceIds.get(service.agentId)?.delete(serviceId);
      services.delete(serviceId);
      moved.services.delete(serviceId);
    },
    flush() {
      flushing ??= write().finally(() => {
        flushing = null;
      });
      return flushing;
    },
  };
}

function take<T>(from: Set<T>, limit: number): Set<T> {
  const taken = new Set<T>();
  for (const each of from) {
    if (taken.size === limit) break;
    taken.add(each);
    from.delete(each);
  }
  return taken;
}
