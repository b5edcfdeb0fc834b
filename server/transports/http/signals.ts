import type { ServerResponse } from "node:http";

/** A signal for one call: aborts when its caller leaves before the reply was sent, or when the server stops. */
export type CallerSignals = (response: ServerResponse) => AbortSignal;

/** Thousands of polls may be parked at a time, so they share one listener on `stopping`. */
export function createCallerSignals(stopping: AbortSignal): CallerSignals {
  const open = new Set<AbortController>();
  const abortAll = () => {
    for (const controller of open) controller.abort();
  };
  stopping.addEventListener("abort", abortAll, { once: true });
  return (response) => {
    const controller = new AbortController();
    if (stopping.aborted || response.destroyed) {
      controller.abort();
      return controller.signal;
    }
    open.add(controller);
    response.once("close", () => {
      open.delete(controller);
      if (!response.writableFinished) controller.abort();
    });
    return controller.signal;
  };
}
