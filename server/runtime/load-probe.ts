import { type EventLoopUtilization, performance } from "node:perf_hooks";

/** How busy this thread is, over the last moments. */
export interface LoadProbe {
  /** How much later than due things happen, in milliseconds. One pause does not count, however long: it is over. */
  lagMs(): number;
  /** The share of the time in which the thread worked, 0 to 1. */
  utilization(): number;
  stop(): void;
}

const sampleEveryMs = 100;

/**
 * With thousands of sockets to read from the event loop reads on for seconds before it comes to its timers, so the
 * lateness of the looks alone would be news too late: a look overdue by this much is watched by those who ask.
 */
const overdueMs = 100;

/** Measures this thread, from the first question on: what a start keeps the thread from is nobody's waiting. */
export function watchLoad(): LoadProbe {
  let dueAt = 0;
  let before: EventLoopUtilization | undefined;
  let utilization = 0;
  let [latest, previous] = [0, 0];
  /** When somebody first asked while the next look was overdue: from there on the loop has gone on without it. */
  let overdueSince: number | null = null;
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    const now = performance.now();
    [latest, previous] = [Math.max(0, now - dueAt), latest];
    dueAt = now + sampleEveryMs;
    overdueSince = null;
    const current = performance.eventLoopUtilization();
    ({ utilization } = performance.eventLoopUtilization(current, before));
    before = current;
  }

  function watch(): void {
    if (timer !== undefined) return;
    dueAt = performance.now() + sampleEveryMs;
    before = performance.eventLoopUtilization();
    timer = setInterval(look, sampleEveryMs);
    timer.unref();
  }

  return {
    lagMs() {
      watch();
      const now = performance.now();
      const lag = Math.min(latest, previous);
      if (now - dueAt <= overdueMs) return lag;
      overdueSince ??= now;
      return Math.max(lag, now - overdueSince);
    },
    utilization() {
      watch();
      return utilization;
    },
    stop: () => clearInterval(timer),
  };
}
