// The scenarios: each takes the running bench and resolves with its figures.
import { performance } from "node:perf_hooks";
import { bearer, createClient } from "./lib/client.mjs";
import { healthSample, registerFleet, reportedService } from "./lib/fleet.mjs";
import { Histogram, measureThroughput, median, processUsage } from "./lib/measure.mjs";

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

const summary = (latencies, extra = {}) => ({
  p50: latencies.percentile(0.5),
  p95: latencies.percentile(0.95),
  p99: latencies.percentile(0.99),
  failed: 0,
  ...extra,
});

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
      summary(latencies, { perSecond: latencies.count / bench.load.seconds, cpu, rssMb: after?.rssMb }),
    );
  }
  const of = (name) => median(runs.map((run) => run[name]));
  return {
    perSecond: of("perSecond"),
    p50: of("p50"),
    p99: of("p99"),
    failed: 0,
    cpu: of("cpu"),
    rssMb: runs.at(-1).rssMb,
  };
}

/** From an operator's click to the moment the command is in the agent's hands, with all agents parked. */
async function dispatch(bench) {
  const agents = await bench.fleet();
  const operator = await bench.operator();
  const clicker = createClient(bench.load.base, { connections: 4 });
  const parked = createClient(bench.load.base, { connections: agents.length });
  const clickedAt = new Map();
  const latencies = new Histogram();
  let open = true;
  const listeners = agents.map(async (agent) => {
    const path = `/api/agents/${agent.agentId}/commands`;
    while (open) {
      const commands = await parked.call("GET", `${path}?wait=5`, { headers: bearer(agent) });
      const arrivedAt = performance.now();
      for (const command of commands) {
        const startedAt = clickedAt.get(command.payload.message);
        if (startedAt !== undefined) latencies.add(arrivedAt - startedAt);
        const body = { success: true };
        await parked.call("POST", `${path}/${command.id}/result`, { headers: bearer(agent), body });
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
  open = false;
  await Promise.all(listeners);
  await Promise.all([clicker.close(), parked.close()]);
  return summary(latencies, { failed: clicks - latencies.count, rssMb: processUsage(bench.load.pid)?.rssMb });
}

const browsedPages = [
  "/api/admin/dashboard/summary",
  "/api/admin/capsule-services?pageSize=100",
  "/api/admin/agents?pageSize=100",
  "/api/admin/commands?pageSize=100",
  "/api/admin/audit-events",
];

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
  return summary(latencies, { perSecond: latencies.count / bench.load.seconds });
}

let revision = 0;

/** Every scenario by name, in the order in which they run. */
export const scenarios = {
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
  dispatch,
  "list-services": operatorLoad("/api/admin/capsule-services?pageSize=100"),
  "list-agents": operatorLoad("/api/admin/agents?pageSize=100"),
  "list-commands": operatorLoad("/api/admin/commands?pageSize=100"),
  "list-audit": operatorLoad("/api/admin/audit-events"),
  dashboard: operatorLoad("/api/admin/dashboard/summary"),
  metrics: operatorLoad("/api/admin/metrics"),
  browsing,
};

/** The agents a scenario talks as; registered once and shared. */
export function lazyFleet(client, operatorOf, count) {
  let agents;
  return async () => {
    agents ??= registerFleet(client, await operatorOf(), { count, prefix: `bench-${process.pid}` });
    return agents;
  };
}
