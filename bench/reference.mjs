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

/** What Opstage must reach at least; `perSecond` is a floor, `p50`, `p95` and `p99` are ceilings. */
export const budgets = {
  heartbeat: { perSecond: 15_000 },
  poll: { perSecond: 15_000 },
  "heartbeat-health": { perSecond: 12_000 },
  report: { perSecond: 6_000 },
  "report-changed": { perSecond: 2_000 },
  roundtrip: { perSecond: 2_000 },
  dispatch: { p50: 10, p99: 40 },
  "list-services": { p95: 50 },
  "list-agents": { p95: 50 },
  "list-commands": { p95: 50 },
  "list-audit": { p95: 50 },
  dashboard: { p95: 50 },
  browsing: { p99: 50 },
};
