import { type EventLoopUtilization, performance } from "node:perf_hooks";

/** How busy this thread is, over the last moments. */
export interface LoadProbe {
  /** How much later than due things happen, in milliseconds. A short pause does not count: the next look forgives it. */
  lagMs(): number;
  /** The share of the time in which the thread worked, 0 to 1. */
  utilization(): number;
  stop(): void;
}

const sampleEveryMs = 100;

/**
 * A look that is overdue by more than this tells of more than a pause. With thousands of sockets to read from the event
 * loop reads on for seconds before it comes to its timers, so the lateness of the looks alone would be news too late.
 */
const pauseMs = 250;

/** Measures this thread from now on. */
export function watchLoad(): LoadProbe {
  let dueAt = performance.now() + sampleEveryMs;
  let before = performance.eventLoopUtilization();
  let utilization = 0;
  let [latest, previous] = [0, 0];
  const timer = setInterval(() => {
    const now = performance.now();
    [latest, previous] = [Math.max(0, now - dueAt), latest];
    dueAt = now + sampleEveryMs;
    const current: EventLoopUtilization = performance.eventLoopUtilization();
    ({ utilization } = performance.eventLoopUtilization(current, before));
    before = current;
  }, sampleEveryMs);
  timer.unref();
  return {
    lagMs: () => Math.max(Math.min(latest, previous), performance.now() - dueAt - pauseMs, 0),
    utilization: () => utilization,
    stop: () => clearInterval(timer),
  };
}
