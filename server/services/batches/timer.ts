import type { Deps } from "../context";
import { advanceBatch } from "./advance";
import { catchUp } from "./catch-up";

/** How often running batches are looked at: the end of a command moves them on at once, this is for what was missed. */
const lookEveryMs = 5_000;

export interface BatchTimer {
  /** Resolves when the look under way has ended. */
  stop(): Promise<void>;
}

/** Goes on with the batches that ran when the server stopped, and looks after all running ones from then on. */
export function startBatchTimer(deps: Deps): BatchTimer {
  let running: Promise<void> | undefined;
  const look = (): void => {
    running ??= resumeBatches(deps)
      .catch((err: unknown) => deps.log.error({ err }, "Batches could not be looked at; it is tried again."))
      .finally(() => {
        running = undefined;
      });
  };
  const cancel = deps.clock.every(lookEveryMs, look);
  look();
  return {
    async stop() {
      cancel();
      await running;
    },
  };
}

/** Moves every running batch on. */
export async function resumeBatches(deps: Deps): Promise<void> {
  for (const { id } of await deps.store.lookup.batches.list({ status: "RUNNING" })) {
    if (deps.stopping.aborted) return;
    await catchUp(deps, id);
    await advanceBatch(deps, id);
  }
}
