// More than one core can do, and one agent that misbehaves: who still gets an answer, and how late.
import { loadavg } from "node:os";
import { startApart } from "../lib/apart.mjs";
import { bearer } from "../lib/client.mjs";
import { reportedService } from "../lib/fleet.mjs";
import { fire, Histogram, processUsage, summaryOf } from "../lib/measure.mjs";

const json = { "content-type": "application/json" };
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const rounded = (value, digits = 0) => value.toLocaleString("en-US", { maximumFractionDigits: digits });

/** Bodies of a lane: consecutive ones differ, as samples of health do. */
const samples = 20;
/** So many times what the server does when nobody has to wait in vain. */
const excess = 10;
/** A connection an agent, of a fleet that is ten times too large. */
const floodConnections = 4096;
/** While they all connect, what is measured is a row of its own. */
const connectingMs = 5000;
/** What is probed meanwhile is asked for so often. */
const probeEveryMs = 20;

function heartbeat(agent) {
  const path = `/api/agents/${agent.agentId}/heartbeat`;
  return { method: "POST", path, headers: { ...json, ...bearer(agent) }, body: "{}" };
}

/** Reports cost the server ten times what they cost us: only so can one core ask for more than one core can do. */
function reportLane(agent) {
  const bodies = Array.from({ length: samples }, (_, turn) =>
    JSON.stringify({ services: [reportedService(agent.serviceCode, { turn })] }),
  );
  const path = `/api/agents/${agent.agentId}/services/report`;
  return { method: "POST", path, headers: { ...json, ...bearer(agent) }, bodies };
}

const summarise = (values, extra) => {
  const latencies = new Histogram();
  for (const value of values) latencies.add(value);
  return summaryOf(latencies, extra);
};

/** What the server does of it when as many ask as in every other scenario. */
async function capacityOf(load, lanes) {
  const { result } = await fire({
    ...load,
    seconds: Math.min(3, load.seconds),
    requestsOf: (i) => {
      const { bodies, ...request } = lanes[i % lanes.length];
      let turn = i;
      return [{ ...request, setupRequest: (sent) => ({ ...sent, body: bodies[turn++ % bodies.length] }) }];
    },
  });
  return result.requests.average;
}

/**
 * Reports at ten times the rate that the server can do, from agents that ask again at once when they are sent away;
 * `/health` and pages of the console are asked for meanwhile. Refusals without `Retry-After` are failures.
 */
export async function overload(bench) {
  const { base, pid, seconds } = bench.load;
  const lanes = (await bench.fleet(bench.parkedAgents)).map(reportLane);
  const { cookie } = await bench.operator();
  const headers = { cookie };
  const requests = [
    { path: "/health" },
    { path: "/api/admin/agents?pageSize=20", headers },
    { path: "/api/admin/dashboard/summary", headers },
  ];
  const capacity = await capacityOf(bench.load, lanes);
  const probe = { base, requests, everyMs: probeEveryMs };

  async function probed(ms, what = probe) {
    const prober = startApart("prober.mjs", what, { isFirst: true });
    await pause(ms);
    prober.stop();
    return prober.outcome;
  }
  const before = await probed(3000);
  const floodSeconds = connectingMs / 1000 + seconds + 3;
  const flood = startApart("flood.mjs", {
    port: Number(new URL(base).port),
    lanes,
    connections: floodConnections,
    perSecond: Math.round(capacity * excess),
    seconds: floodSeconds,
  });
  const connecting = probed(connectingMs, { ...probe, requests: requests.slice(0, 1) });
  await pause(connectingMs);
  const used = processUsage(pid);
  const crowded = await probed(seconds * 1000);
  const usage = processUsage(pid);
  const [sent, first] = await Promise.all([flood.outcome, connecting]);
  const { found, refused, failed, lateMs } = crowded;
  const taken = sent.answered - sent.refused;
  const wanted = rounded(sent.due / floodSeconds);
  const notes = [
    `alone the server takes ${rounded(capacity)} reports/s; ${wanted}/s wanted over ${floodConnections} connections`,
    `${rounded(sent.perSecond)}/s answered, of which ${rounded((100 * taken) / sent.answered)} % taken`,
    `${rounded(sent.refused)} sent away, ${rounded(sent.withRetryAfter)} with Retry-After`,
    `${refused} probes sent away`,
    `the flood's core ${rounded(sent.utilization * 100)} % busy, the prober itself ${rounded(lateMs, 1)} ms late (p99)`,
    `load average ${loadavg()[0].toFixed(1)}`,
  ];
  const shared = {
    failed: failed + sent.refused - sent.withRetryAfter + sent.lost,
    cpu: (usage.cpuMs - used.cpuMs) / (usage.at - used.at),
    rssMb: usage.rssMb,
  };
  const calmOf = (which) => {
    const { p50, p99 } = summarise(before.found[which]);
    return `alone p50 ${p50}, p99 ${p99} ms`;
  };
  return [
    {
      name: "overload: /health",
      ...summarise(found[0], { ...shared, note: [calmOf(0), ...notes].join("; ") }),
    },
    {
      name: "overload, all connecting: /health",
      ...summarise(first.found[0], { failed: first.failed, note: `${first.refused} probes sent away` }),
    },
    { name: "overload: console, agents", ...summarise(found[1], { ...shared, note: calmOf(1) }) },
    { name: "overload: console, dashboard", ...summarise(found[2], { ...shared, note: calmOf(2) }) },
  ];
}

/** So many modest agents, whose heartbeats are measured. */
const modestAgents = 32;
/** The first seconds tell who is greedy. */
const noticeMs = 4000;

/** Modest agents at a fixed rate, alone and beside one that calls as fast as its connections can. A row each way. */
export async function greedy(bench) {
  const [hog, ...others] = await bench.fleet();
  const kinds = { heartbeats: { ...heartbeat(hog), bodies: ["{}"] }, reports: reportLane(hog) };
  const requests = others.slice(0, modestAgents).map(heartbeat);
  const rows = [];
  for (const [kind, lane] of Object.entries(kinds)) rows.push(await beside(bench.load, requests, kind, lane));
  return rows;
}

async function beside({ base, seconds, connections }, requests, kind, lane) {
  const probe = { base, requests, everyMs: 5 };
  async function measured() {
    const prober = startApart("prober.mjs", probe, { isFirst: true });
    await pause(seconds * 1000);
    prober.stop();
    return prober.outcome;
  }
  const alone = await measured();
  const flood = startApart("flood.mjs", {
    port: Number(new URL(base).port),
    lanes: [lane],
    connections,
    perSecond: null,
    // The prober waits for its last answers.
    seconds: noticeMs / 1000 + seconds + 2,
  });
  await pause(noticeMs);
  const [crowded, sent] = await Promise.all([measured(), flood.outcome]);
  const before = summarise(alone.found.flat());
  const after = summarise(crowded.found.flat());
  return {
    name: `greedy: ${kind}`,
    ...after,
    slower: after.p50 / before.p50 - 1,
    failed:
      alone.failed + alone.refused + crowded.failed + crowded.refused + sent.refused - sent.withRetryAfter,
    note: [
      `alone p50 ${before.p50}, p95 ${before.p95}, p99 ${before.p99} ms`,
      `the greedy one: ${rounded(sent.sent)} calls over ${connections} connections, ${rounded(sent.refused)} sent away, each with Retry-After`,
      `the prober itself ${rounded(crowded.lateMs, 1)} ms late (p99)`,
      `load average ${loadavg()[0].toFixed(1)}`,
    ].join("; "),
  };
}
