// What the scenarios are compared with. Throughput in requests (round trips) a second, latencies in ms.

/** The yardstick of the machine that the figures below were measured on. */
export const referenceYardstick = 52_000;

/** The reference implementation, v0.4.0, with its default logging. */
export const reference = {
  health: { perSecond: 30_300, p99: 4.5 },
  heartbeat: { perSecond: 3_810, p99: 35 },
  "heartbeat-health": { perSecond: 2_190, p99: 54 },
  poll: { perSecond: 3_850, p99: 34 },
  report: { perSecond: 595, p99: 299 },
  roundtrip: { perSecond: 482, p99: 77 },
  dispatch: { p50: 2_500, p99: 5_000 },
  "list-services": { perSecond: 324, p99: 5 },
  "list-agents": { perSecond: 343, p99: 10 },
  "list-commands": { perSecond: 18, p99: 66 },
  "list-audit": { perSecond: 23, p99: 48 },
  dashboard: { perSecond: 10, p99: 121 },
  metrics: { p50: 8_300 },
};

/**
 * What Opstage must reach at least, and what it aims at. `perSecond` is a floor and scaled by the yardstick; all else is
 * a ceiling: milliseconds, cores, MB, agents that are OFFLINE by mistake, seconds until all are back, a share.
 */
export const budgets = {
  heartbeat: { perSecond: [15_000, 25_000] },
  poll: { perSecond: [15_000, 25_000] },
  "heartbeat-health": { perSecond: [12_000, 20_000] },
  report: { perSecond: [6_000, 12_000] },
  "report-changed": { perSecond: [2_000, 4_000] },
  bus: { perSecond: [2_500, 5_000] },
  roundtrip: { perSecond: [2_000, 4_000] },
  dispatch: { p50: [10, 10], p99: [40, 20] },
  cancel: { p99: [250, 50] },
  fleet: { cpu: [1, 1], offline: [0, 0] },
  restart: { offline: [0, 0], backSeconds: [60, 30] },
  parked: { rssMb: [600, 350] },
  "large: heartbeat while browsing": { p99: [50, 20] },
  large: { p95: [50, 20] },
  "overload: /health": { p99: [500, 100] },
  "overload: console, agents": { p99: [1_000, 250] },
  "overload: console, dashboard": { p99: [1_000, 250] },
  greedy: { slower: [0.2, 0.1] },
};

/** The budget of a row: its own, or that of the scenario it belongs to. */
export function budgetOf(row) {
  const group = [row, row.split(":")[0], row.split(" ")[0], row.includes("parked") ? "parked" : row];
  const name = group.find((each) => budgets[each] !== undefined);
  return name === undefined ? undefined : budgets[name];
}
