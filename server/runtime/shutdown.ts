import type { Clock } from "./clock";
import type { Log } from "./log";

/** Stops the server in order: last started, first stopped. */
export interface Shutdown {
  /** Aborts the moment stopping begins: parked polls and streams listen to it. */
  readonly signal: AbortSignal;
  /** Adds a step; steps run one after another, the newest first. Each may take as long as the grace allows. */
  onStop(name: string, stop: () => Promise<void> | void): void;
  /** Runs all steps once; later calls wait for the same run. A failing or slow step is logged, and the next one runs. */
  stop(reason: string): Promise<void>;
}

interface Step {
  readonly name: string;
  readonly stop: () => Promise<void> | void;
}

/** A shutdown that gives every step `stepTimeoutMs`. */
export function createShutdown(deps: { clock: Clock; log: Log; stepTimeoutMs?: number }): Shutdown {
  const { clock, log, stepTimeoutMs = 10_000 } = deps;
  const controller = new AbortController();
  const steps: Step[] = [];
  let running: Promise<void> | undefined;

  async function runStep(step: Step): Promise<void> {
    const done = new AbortController();
    const work = async () => {
      try {
        await step.stop();
      } catch (err) {
        log.error({ err, step: step.name }, "A shutdown step failed.");
      } finally {
        done.abort();
      }
    };
    const timeout = clock.sleep(stepTimeoutMs, done.signal).then(() => {
      if (!done.signal.aborted)
        log.warn({ step: step.name, stepTimeoutMs }, "A shutdown step took too long.");
    });
    await Promise.race([work(), timeout]);
  }

  async function run(reason: string): Promise<void> {
    log.info({ reason }, "Stopping.");
    controller.abort();
    for (let step = steps.pop(); step; step = steps.pop()) await runStep(step);
    log.info("Stopped.");
  }

  return {
    signal: controller.signal,
    onStop: (name, stop) => void steps.push({ name, stop }),
    stop(reason) {
      running ??= run(reason);
      return running;
    },
  };
}
