import type { Deps } from "../context";
import { runMaintenance } from "../sweeps/run";

/** How often the timer looks whether a run is due: a changed interval holds within this time. */
const lookEveryMs = 1000;

export interface MaintenanceTimer {
  /** No further run begins; resolves when the one under way has ended. */
  stop(): Promise<void>;
}

/**
 * Runs maintenance every `maintenanceIntervalSeconds`, counted from the end of the run before; 0 turns it off. The
 * settings in force are read each time, so a change needs no restart.
 */
export function startMaintenanceTimer(deps: Deps): MaintenanceTimer {
  const { clock, log, settings } = deps;
  let lastEndedAt = clock.now();
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    try {
      const result = await runMaintenance(deps);
      log.debug({ result }, "Maintenance ran.");
    } catch (err) {
      log.error({ err }, "Maintenance failed; the next run tries again.");
    } finally {
      lastEndedAt = clock.now();
      running = undefined;
    }
  }

  const cancel = clock.every(lookEveryMs, () => {
    const everyMs = settings.maintenance.maintenanceIntervalSeconds * 1000;
    if (running !== undefined || everyMs === 0 || clock.now() - lastEndedAt < everyMs) return;
    running = run();
  });
  return {
    async stop() {
      cancel();
      await running;
    },
  };
}
