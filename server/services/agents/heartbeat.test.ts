import { HeartbeatReply, HeartbeatRequest } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import type { Store } from "../../store/store";
import { agentContext, systemContext } from "../../testing/actors";
import { auditMetadata, auditRows, givenAgent, givenService, reportedService } from "../../testing/builders";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import type { Deps } from "../context";
import { currentServiceStatus } from "../status";
import { noteOfflineAgents } from "../sweeps/offline-agents";
import { heartbeat } from "./heartbeat";
import { reportServices } from "./report";

let deps: TestDeps;
beforeEach(async () => {
  deps = await createTestDeps();
});
afterEach(() => deps.remove());

type Agent = { agentId: `agt_${string}`; code: string };
const beat = (agent: Agent, body: z.input<typeof HeartbeatRequest> = {}, on: Deps = deps) =>
  heartbeat(agentContext(on, agent), HeartbeatRequest.parse(body));

async function statusOf(serviceId: `svc_${string}`) {
  const service = await deps.store.lookup.services.get({ id: serviceId });
  const agent = service && (await deps.store.lookup.agents.get({ id: service.agentId }));
  if (!service) throw new Error("No such service.");
  return currentServiceStatus(deps, service, agent);
}

/** How many transactions the work opens. */
async function transactionsDuring(work: (deps: Deps) => Promise<unknown>): Promise<number> {
  let opened = 0;
  const transaction: Store["transaction"] = (job) => {
    opened++;
    return deps.store.transaction(job);
  };
  await work({ ...deps, store: { ...deps.store, transaction } });
  return opened;
}

describe("a heartbeat", () => {
  it("answers the intervals, the cancelled commands and the server's time", async () => {
    const agent = await givenAgent(deps);
    expect(HeartbeatReply.parse(await beat(agent))).toEqual({
      heartbeatIntervalSeconds: 30,
      commandPollIntervalSeconds: 5,
      cancel: [],
      serverTime: "2026-01-01T00:00:00.000Z",
    });
  });

  it("touches no database when nothing changes", async () => {
    const agent = await givenService(deps);
    await beat(agent, { health: { status: "UP", details: { n: 0 } } });
    const opened = await transactionsDuring(async (on) => {
      for (let n = 1; n < 20; n++) await beat(agent, { health: { status: "UP", details: { n } } }, on);
      await beat(agent, {}, on);
    });
    expect(opened).toBe(0);
    await deps.flush();
    expect(await deps.store.lookup.services.get({ id: agent.serviceId })).toMatchObject({
      healthDetails: '{"n":19}',
    });
  });

  it("[seed 95] is audited at most once in five minutes an agent", async () => {
    const agent = await givenAgent(deps);
    for (let beats = 0; beats < 20; beats++) {
      await beat(agent);
      await deps.clock.advance(30_000);
    }
    expect(await auditRows(deps, "agent.heartbeat.received")).toHaveLength(2);
  });

  it("[seed 96] is audited after a restart regardless", async () => {
    const agent = await givenAgent(deps);
    await beat(agent);
    deps = await deps.restart();
    await beat(agent);
    expect(await auditRows(deps, "agent.heartbeat.received")).toHaveLength(2);
  });
});

describe("health with a heartbeat", () => {
  it("[seed 36] counts for the agent's only service without naming it", async () => {
    const agent = await givenService(deps);
    await beat(agent, { health: { status: "DOWN", message: "no upstream" } });
    expect(await deps.store.lookup.services.get({ id: agent.serviceId })).toMatchObject({
      healthStatus: "DOWN",
      healthMessage: "no upstream",
    });
    expect(await statusOf(agent.serviceId)).toMatchObject({ status: "UNHEALTHY" });
  });

  it("[seed 40] writes one audit event for a change and none for a repeat", async () => {
    const agent = await givenService(deps);
    for (const status of ["UP", "DOWN", "DOWN", "DOWN", "UP"] as const)
      await beat(agent, { health: { status } });
    expect(await auditMetadata(deps, "service.health.changed")).toEqual([
      { from: "UP", to: "DOWN", message: null, status: "UNHEALTHY" },
      { from: "DOWN", to: "UP", message: null, status: "HEALTHY" },
    ]);
    expect(await auditRows(deps, "service.status.changed")).toEqual([]);
  });

  it("writes one audit event when two changes of the same kind arrive at once", async () => {
    const agent = await givenService(deps);
    await Promise.all(Array.from({ length: 10 }, () => beat(agent, { health: { status: "DOWN" } })));
    expect(await auditRows(deps, "service.health.changed")).toHaveLength(1);
    expect(await deps.store.lookup.healthIntervals.count({ serviceId: agent.serviceId })).toBe(2);
  });

  it("is kept as intervals that end when the health changes", async () => {
    const agent = await givenService(deps);
    await deps.clock.advance(30_000);
    await beat(agent, { health: { status: "UP" } });
    await deps.clock.advance(30_000);
    await beat(agent, { health: { status: "DEGRADED", details: { queue: 9 } } });
    const start = Date.UTC(2026, 0, 1);
    expect(
      await deps.store.lookup.healthIntervals.list(
        { serviceId: agent.serviceId },
        { orderBy: { fromAt: "asc" } },
      ),
    ).toMatchObject([
      { status: "UP", fromAt: start, toAt: start + 30_000, samples: 2 },
      {
        status: "DEGRADED",
        fromAt: start + 60_000,
        toAt: start + 60_000,
        samples: 1,
        details: '{"queue":9}',
      },
    ]);
  });

  it("reaches each named service of an agent of many, and no service of another agent", async () => {
    const other = await givenService(deps, { agentCode: "other", code: "foreign" });
    const hub = await givenService(deps, { agentCode: "hub", code: "a" });
    await reportServices(agentContext(deps, hub), { services: [reportedService({ code: "b" })] });
    await beat(hub, {
      health: { status: "DOWN" },
      services: [
        { code: "a", health: { status: "DEGRADED" } },
        { serviceId: other.serviceId, health: { status: "DOWN" } },
        { code: "foreign", health: { status: "DOWN" } },
        { serviceId: "svc_unknown", health: { status: "DOWN" } },
      ],
    });
    const health = async (code: string) => (await deps.store.lookup.services.get({ code }))?.healthStatus;
    expect([await health("a"), await health("b"), await health("foreign")]).toEqual(["DEGRADED", "UP", "UP"]);
  });

  it("keeps secrets out of details by their names and leaves counters alone", async () => {
    const agent = await givenService(deps);
    await beat(agent, { health: { status: "DOWN", details: { password: "hunter2", tokenCount: 5 } } });
    expect((await deps.store.lookup.services.get({ id: agent.serviceId }))?.healthDetails).toBe(
      '{"password":"[REDACTED]","tokenCount":5}',
    );
  });
});

describe("an agent that comes back", () => {
  it("is committed and said before the reply, with what that makes of its services", async () => {
    const agent = await givenService(deps);
    await deps.clock.advance(100_000);
    await deps.flush();
    await noteOfflineAgents(systemContext(deps), [agent.agentId]);
    expect(await statusOf(agent.serviceId)).toMatchObject({ status: "OFFLINE" });
    await beat(agent);
    expect(await auditMetadata(deps, "agent.online")).toEqual([{ from: "OFFLINE" }]);
    expect(await auditMetadata(deps, "service.status.changed")).toMatchObject([
      { from: "HEALTHY", to: "OFFLINE", reason: "AGENT_SILENT" },
      { from: "OFFLINE", to: "HEALTHY", reason: "HEALTH_REPORTED" },
    ]);
    expect(await deps.store.lookup.agents.get({ id: agent.agentId })).toMatchObject({
      lastAuditedStatus: "ONLINE",
      lastHeartbeatAt: deps.clock.now(),
    });
  });

  it("recovers its service with the next sample and no report", async () => {
    const agent = await givenService(deps);
    await deps.clock.advance(200_000);
    await noteOfflineAgents(systemContext(deps), [agent.agentId]);
    await beat(agent, { health: { status: "UP" } });
    expect(await statusOf(agent.serviceId)).toMatchObject({ status: "HEALTHY" });
    expect(await auditMetadata(deps, "service.status.changed")).toEqual([
      { from: "HEALTHY", to: "OFFLINE", reason: "AGENT_SILENT" },
      { from: "OFFLINE", to: "HEALTHY", reason: "HEALTH_REPORTED" },
    ]);
  });
});
