import { monitorEventLoopDelay } from "node:perf_hooks";

/** How long what is due had to wait for this thread, in milliseconds. */
export interface EventLoopDelay {
  read(): { readonly p50Ms: number; readonly p99Ms: number; readonly maxMs: number };
  stop(): void;
}

/** The histogram samples this often; its delays include the pause itself. */
const resolutionMs = 20;

/** Measures this thread from now on. */
export function watchEventLoop(): EventLoopDelay {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  const delayMs = (nanoseconds: number) =>
    Math.max(0, Math.round((nanoseconds / 1e6 - resolutionMs) * 100) / 100);
  return {
    read: () => ({
      p50Ms: delayMs(histogram.percentile(50)),
      p99Ms: delayMs(histogram.percentile(99)),
      maxMs: delayMs(histogram.max),
    }),
    stop: () => void histogram.disable(),
  };
}
