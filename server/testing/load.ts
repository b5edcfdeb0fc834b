import type { LoadProbe } from "../runtime/load-probe";

/** A thread with nothing to do. */
export const idleLoad: LoadProbe = { lagMs: () => 0, utilization: () => 0, stop: () => undefined };

/** A thread that is as busy as the test says. */
export function settableLoad(): LoadProbe & { set(load: { lagMs?: number; utilization?: number }): void } {
  let [lagMs, utilization] = [0, 0];
  return {
    lagMs: () => lagMs,
    utilization: () => utilization,
    stop: () => undefined,
    set: (load) => {
      [lagMs, utilization] = [load.lagMs ?? lagMs, load.utilization ?? utilization];
    },
  };
}
