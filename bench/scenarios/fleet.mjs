// Thousands of agents that have nothing to do: what they cost, what a restart does to them, what parked ones weigh.
import { processUsage } from "../lib/measure.mjs";
import { fleetStats, SimulatedAgent } from "../lib/simulated-agent.mjs";

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Agents start at random within so many seconds, as a fleet does that was never stopped together. */
const rampSeconds = 30;

/** How long parked agents are watched once all of them are there: longer than a held poll. */
const parkedSeconds = 60;

async function startFleet(server, stats, options) {
  const fleet = server.agents.map((agent, i) => new SimulatedAgent(server.port, agent, stats, i));
  for (const agent of fleet)
    setTimeout(() => agent.start(options), Math.random() * rampSeconds * 1000).unref();
  await pause((rampSeconds + 15) * 1000);
  return fleet;
}

/** Agents and services that the trail calls OFFLINE since this instant. */
function offlineSince(server, at) {
  const [{ n }] = server.rows(
    `SELECT count(*) AS n FROM "AuditEvent" WHERE "action" = 'agent.offline' AND "createdAt" >= ${at}`,
  );
  return n;
}

/** The idle fleet, and then the same fleet across a restart of the server. Two rows. */
export async function fleetAndRestart(bench) {
  const server = await bench.startWithData({ counts: { agents: bench.fleetSize } });
  const startedAt = Date.now();
  const stats = fleetStats();
  const fleet = await startFleet(server, stats);
  const before = processUsage(server.pid);
  const { calls, refused, lost } = stats;
  await pause(bench.fleetSeconds * 1000);
  const after = processUsage(server.pid);
  const seconds = (after.at - before.at) / 1000;
  const idle = {
    name: `fleet of ${fleet.length}, idle`,
    perSecond: (stats.calls - calls) / seconds,
    cpu: (after.cpuMs - before.cpuMs) / (after.at - before.at),
    rssMb: after.rssMb,
    offline: offlineSince(server, startedAt),
    failed: stats.refused + stats.lost - refused - lost,
    note: `while all of them started: sent away ${refused} times, ${lost} calls lost`,
  };

  const restartedAt = Date.now();
  const stoppedAt = performance.now();
  stats.backAt.clear();
  stats.refused = 0;
  await server.restart();
  // What was answered before the stop is no return.
  for (const [agentId, at] of stats.backAt) if (at < stoppedAt) stats.backAt.delete(agentId);
  const readyAt = performance.now();
  stats.backAt.clear();
  // Longer than the server waits before it calls an agent OFFLINE.
  while (performance.now() - readyAt < 120_000) await pause(1000);
  const seconds2 = [...stats.backAt.values()].map((at) => (at - readyAt) / 1000).sort((a, b) => a - b);
  const missing = fleet.length - seconds2.length;
  const restart = {
    name: `restart with ${fleet.length}`,
    backSeconds: missing > 0 ? null : seconds2.at(-1),
    offline: offlineSince(server, restartedAt),
    cpu: null,
    rssMb: processUsage(server.pid)?.rssMb,
    failed: missing,
    note: `half back after ${(seconds2[Math.floor(seconds2.length / 2)] ?? 0).toFixed(1)} s, all after ${(seconds2.at(-1) ?? 0).toFixed(1)} s; sent away ${stats.refused} times`,
  };
  for (const agent of fleet) agent.stop();
  await server.remove();
  return [idle, restart];
}

/** What the server weighs with polls parked. */
export async function parked(bench) {
  const server = await bench.startWithData({ counts: { agents: bench.parkedSize } });
  const empty = processUsage(server.pid);
  const stats = fleetStats();
  const fleet = await startFleet(server, stats, { parkedOnly: true });
  const { refused, lost } = stats;
  await pause(parkedSeconds * 1000);
  const full = processUsage(server.pid);
  for (const agent of fleet) agent.stop();
  await server.remove();
  return {
    name: `${fleet.length} parked`,
    rssMb: full.rssMb,
    failed: stats.refused + stats.lost - refused - lost,
    note: [
      `${empty.rssMb} MB before, ${(((full.rssMb - empty.rssMb) * 1024) / fleet.length).toFixed(1)} KB an agent`,
      `while all of them started: sent away ${refused} times, ${lost} calls lost`,
    ].join("; "),
  };
}
