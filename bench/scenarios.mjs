// The scenarios: each takes the running bench and resolves with its figures.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { bearer, createClient } from "./lib/client.mjs";
import { healthSample, registerFleet, reportedService } from "./lib/fleet.mjs";
import { Histogram, measureThroughput, median, processUsage, summaryOf } from "./lib/measure.mjs";
import { startBareServer } from "./lib/processes.mjs";
import { bus } from "./scenarios/bus.mjs";
import { cancel } from "./scenarios/cancel.mjs";
import { fleetAndRestart, parked } from "./scenarios/fleet.mjs";
import { fleetCheck } from "./scenarios/fleet-check.mjs";
import { greedy, overload } from "./scenarios/overload.mjs";

const json = { "content-type": "application/json" };

/** A request of one lane's agent; `bodyOf(turn)` makes a new body for each repetition. */
function agentRequest(agent, method, path, bodyOf) {
  const headers = bodyOf === undefined ? bearer(agent) : { ...json, ...bearer(agent) };
  const request = { method, path: `/api/agents/${agent.agentId}${path}`, headers };
  if (bodyOf === undefined) return [request];
  let turn = 0;
  return [{ ...request, setupRequest: (sent) => ({ ...sent, body: JSON.stringify(bodyOf(turn++)) }) }];
}

function agentLoad(method, path, bodyOf) {
  return async (bench) => {
    const agents = await bench.fleet();
    return measureThroughput({
      ...bench.load,
      requestsOf: (lane) => {
        const agent = agents[lane % agents.length];
        return agentRequest(agent, method, path, bodyOf && ((turn) => bodyOf(agent, turn)));
      },
    });
  };
}

function operatorLoad(path) {
  return async (bench) => {
    await bench.fleet();
    const { cookie } = await bench.operator();
    const requestsOf = () => [{ method: "GET", path, headers: { cookie } }];
    return measureThroughput({ ...bench.load, connections: 1, requestsOf });
  };
}

/** An operator's POST, the agent's poll and its result, in turn, by 16 agents at once. */
async function roundTrip(bench) {
  const agents = (await bench.fleet()).slice(0, 16);
  const operator = await bench.operator();
  const runs = [];
  for (let run = 0; run < bench.load.runs; run++) {
    const latencies = new Histogram();
    let until = performance.now() + bench.load.warmSeconds * 1000;
    let counting = false;
    const lanes = agents.map(async (agent) => {
      const client = createClient(bench.load.base, { connections: 1 });
      const path = `/api/agents/${agent.agentId}/commands`;
      await client.call("GET", path, { headers: bearer(agent) });
      while (performance.now() < until || !counting) {
        const startedAt = performance.now();
        const command = await client.call(
          "POST",
          `/api/admin/capsule-services/${agent.serviceId}/actions/echo`,
          { headers: operator, body: { payload: { message: "hello", times: 1 } } },
        );
        const claimed = await client.call("GET", path, { headers: bearer(agent) });
        if (claimed.length !== 1 || claimed[0].id !== command.id)
          throw new Error("A poll missed its command.");
        await client.call("POST", `${path}/${command.id}/result`, {
          headers: bearer(agent),
          body: { success: true, message: "Done.", data: { message: "hello", times: 1 } },
        });
        if (counting) latencies.add(performance.now() - startedAt);
      }
      await client.close();
    });
    const measured = (async () => {
      await new Promise((resolve) => setTimeout(resolve, until - performance.now()));
      until = performance.now() + bench.load.seconds * 1000;
      counting = true;
    })();
    const before = processUsage(bench.load.pid);
    await Promise.all([measured, ...lanes]);
    const after = processUsage(bench.load.pid);
    const cpu = before && after ? (after.cpuMs - before.cpuMs) / (after.at - before.at) : null;
    runs.push(
      summaryOf(latencies, {
        perSecond: latencies.count / bench.load.seconds,
        cpu,
        cpuMicros: cpu === null ? null : (cpu * bench.load.seconds * 1e6) / latencies.count,
        rssMb: after?.rssMb,
      }),
    );
  }
  const of = (name) => median(runs.map((run) => run[name]));
  return {
    perSecond: of("perSecond"),
    p50: of("p50"),
    p99: of("p99"),
    failed: 0,
    cpu: of("cpu"),
    cpuMicros: of("cpuMicros"),
    rssMb: runs.at(-1).rssMb,
  };
}

/** The same round trip with a bare server: what Node, Fastify and SQLite leave room for. */
async function floor(bench) {
  const folder = mkdtempSync(join(tmpdir(), "opstage-bench-"));
  const server = await startBareServer(folder);
  const agents = Array.from({ length: 16 }, (_, lane) => ({
    agentId: `agt_${lane}`,
    serviceId: `svc_${lane}`,
  }));
  const load = { ...bench.load, base: server.base, pid: server.pid };
  const row = await roundTrip({ load, fleet: async () => agents, operator: async () => ({}) });
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  return { name: "round trip, bare server", ...row };
}

/** From an operator's click to the moment the command is in the agent's hands, with all agents parked. */
async function dispatch(bench) {
  const agents = await bench.fleet(bench.parkedAgents);
  const operator = await bench.operator();
  const clicker = createClient(bench.load.base, { connections: 4 });
  const parkedClients = createClient(bench.load.base, { connections: agents.length });
  const clickedAt = new Map();
  const latencies = new Histogram();
  let open = true;
  /** At the end the parked polls are cut. */
  const whileOpen = (error) => {
    if (open) throw error;
    return [];
  };
  const listeners = agents.map(async (agent) => {
    const path = `/api/agents/${agent.agentId}/commands`;
    while (open) {
      const commands = await parkedClients
        .call("GET", `${path}?wait=25`, { headers: bearer(agent) })
        .catch(whileOpen);
      const arrivedAt = performance.now();
      for (const command of commands) {
        const startedAt = clickedAt.get(command.payload.message);
        if (startedAt !== undefined) latencies.add(arrivedAt - startedAt);
        const body = { success: true };
        await parkedClients.call("POST", `${path}/${command.id}/result`, { headers: bearer(agent), body });
      }
    }
  });
  const clicks = bench.load.seconds * 50;
  for (let i = 0; i < clicks; i++) {
    const agent = agents[(i * 7919) % agents.length];
    const message = `click-${i}`;
    clickedAt.set(message, performance.now());
    await clicker.call("POST", `/api/admin/capsule-services/${agent.serviceId}/actions/echo`, {
      headers: operator,
      body: { payload: { message } },
    });
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  // What was clicked last is on its way.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const usage = processUsage(bench.load.pid);
  open = false;
  await Promise.all([clicker.close(), parkedClients.destroy()]);
  await Promise.all(listeners);
  return summaryOf(latencies, { failed: clicks - latencies.count, rssMb: usage?.rssMb });
}

const browsedPages = [
  "/api/admin/dashboard/summary",
  "/api/admin/capsule-services?pageSize=100",
  "/api/admin/agents?pageSize=100",
  "/api/admin/commands?pageSize=100",
  "/api/admin/audit-events",
];

const largeCounts = { agents: 10_000, commands: 1_000_000, audit: 5_000_000 };

/** Lists, the dashboard, and heartbeats beside them, over a large data set. One row each. */
async function large(bench) {
  const server = await bench.startWithData({ counts: largeCounts, scale: bench.scale });
  const { cookie } = await server.signIn();
  const load = { ...bench.load, base: server.base, pid: server.pid, connections: 1 };
  const rows = [];
  for (const path of browsedPages) {
    const requestsOf = () => [{ method: "GET", path, headers: { cookie } }];
    rows.push({ name: `large: ${path.slice(11)}`, ...(await measureThroughput({ ...load, requestsOf })) });
  }
  const beside = { load, fleet: async () => server.agents.slice(0, 64), operator: async () => ({ cookie }) };
  rows.push({ name: "large: heartbeat while browsing", ...(await browsing(beside)) });
  await server.remove();
  return rows;
}

/** Heartbeats at a tenth of full load while one person clicks through the lists without a pause. */
async function browsing(bench) {
  const agents = await bench.fleet();
  const { cookie } = await bench.operator();
  const client = createClient(bench.load.base, { connections: 8 });
  const latencies = new Histogram();
  const until = performance.now() + bench.load.seconds * 1000;
  const person = (async () => {
    for (let i = 0; performance.now() < until; i++) {
      await client.call("GET", browsedPages[i % browsedPages.length], { headers: { cookie } });
    }
  })();
  const beats = Array.from({ length: 4 }, async (_, lane) => {
    for (let i = lane; performance.now() < until; i++) {
      const agent = agents[i % agents.length];
      const startedAt = performance.now();
      await client.call("POST", `/api/agents/${agent.agentId}/heartbeat`, {
        headers: bearer(agent),
        body: {},
      });
      latencies.add(performance.now() - startedAt);
    }
  });
  await Promise.all([person, ...beats]);
  await client.close();
  return summaryOf(latencies, { perSecond: latencies.count / bench.load.seconds });
}

let revision = 0;

/** Every scenario of a few seconds by name, in the order in which they run. */
export const shortScenarios = {
  health: (bench) =>
    measureThroughput({ ...bench.load, requestsOf: () => [{ method: "GET", path: "/health" }] }),
  heartbeat: agentLoad("POST", "/heartbeat", () => ({})),
  "heartbeat-health": agentLoad("POST", "/heartbeat", (agent, turn) => ({
    serviceId: agent.serviceId,
    health: healthSample(turn),
  })),
  poll: agentLoad("GET", "/commands"),
  report: agentLoad("POST", "/services/report", (agent, turn) => ({
    services: [reportedService(agent.serviceCode, { turn })],
  })),
  "report-changed": agentLoad("POST", "/services/report", (agent, turn) => ({
    services: [reportedService(agent.serviceCode, { turn, revision: ++revision })],
  })),
  roundtrip: roundTrip,
  floor,
  dispatch,
  "list-services": operatorLoad("/api/admin/capsule-services?pageSize=100"),
  "list-agents": operatorLoad("/api/admin/agents?pageSize=100"),
  "list-commands": operatorLoad("/api/admin/commands?pageSize=100"),
  "list-audit": operatorLoad("/api/admin/audit-events"),
  dashboard: operatorLoad("/api/admin/dashboard/summary"),
  metrics: operatorLoad("/api/admin/metrics"),
  browsing,
  cancel,
  overload,
  greedy,
};

/** Those that take minutes: `--all`. */
export const longScenarios = { bus, large, "fleet-check": fleetCheck, fleet: fleetAndRestart, parked };

/** The agents scenarios talk as: as many as asked for, registered when first needed and shared. */
export function lazyFleet(client, operatorOf, count) {
  const agents = [];
  return async (wanted = count) => {
    if (agents.length < wanted) {
      const more = { count: wanted - agents.length, prefix: `bench-${process.pid}-${agents.length}` };
      agents.push(...(await registerFleet(client, await operatorOf(), more)));
    }
    return agents.slice(0, wanted);
  };
}
