import type { Deps } from "../context";
import { runMaintenance } from "./run";

/** How often the timer looks whether a run is due: a changed interval holds from the next look on. */
const lookEveryMs = 1000;

export interface MaintenanceTimer {
  /** Stops the timer and waits for the run that is under way. */
  stop(): Promise<void>;
}

/**
 * Runs maintenance in the interval of the settings, counted from the end of the run before; an interval of 0 rests it.
 * A run that fails is logged, and the next one comes.
 */
export function startMaintenanceTimer(deps: Deps): MaintenanceTimer {
  const { clock, log, settings } = deps;
  let running: Promise<void> | undefined;
  let endedAt = clock.now();

  async function run(): Promise<void> {
    try {
      await runMaintenance(deps);
    } catch (err) {
      log.error({ err }, "A maintenance run failed.");
    } finally {
      endedAt = clock.now();
      running = undefined;
    }
  }

  const stopLooking = clock.every(lookEveryMs, () => {
    const intervalMs = settings.maintenance.maintenanceIntervalSeconds * 1000;
    if (running !== undefined || intervalMs === 0 || clock.now() - endedAt < intervalMs) return;
    running = run();
  });
  return {
    async stop() {
      stopLooking();
      await running;
    },
  };
}
