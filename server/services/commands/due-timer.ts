import type { Deps } from "../context";
import { endDueCommands } from "./end-due";

/** How often the timer looks; a command ends at most about two seconds after its bound. */
const lookEveryMs = 500;

/** Acts on deadlines and leases when they are due, between the runs of maintenance. */
export function startDueTimer(deps: Deps): { stop(): Promise<void> } {
  let running: Promise<void> | undefined;
  let isFailing = false;

  async function run(): Promise<void> {
    try {
      await endDueCommands(deps);
      isFailing = false;
    } catch (err) {
      if (!isFailing) deps.log.error({ err }, "Commands that are due could not be ended; it is tried again.");
      isFailing = true;
    } finally {
      running = undefined;
    }
  }

  const cancel = deps.clock.every(lookEveryMs, () => {
    running ??= run();
  });
  return {
    async stop() {
      cancel();
      await running;
    },
  };
}
