import type { Seams } from "./clock";

/** How a piece of the host's own code ended. It never ends in a rejection that nobody handles. */
export type Outcome<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "timeout" }
  | { readonly kind: "cancelled" };

export interface Bounded<T> {
  /** The first of: the work's end, the deadline, the cancellation. */
  readonly outcome: Promise<Outcome<T>>;
  /** Resolves when the work itself has ended, however late. */
  readonly settled: Promise<unknown>;
}

export interface Bounds {
  readonly seams: Seams;
  /** Unlimited when absent. */
  readonly timeoutMs?: number;
  readonly cancel?: AbortSignal;
}

/**
 * Runs the host's code with a deadline and a way to cancel it. Both abort the signal that the code gets;
 * code that ignores it goes on, but nobody waits for it.
 */
export function runBounded<T>(work: (signal: AbortSignal) => T | Promise<T>, bounds: Bounds): Bounded<T> {
  const abort = new AbortController();
  const over = new AbortController();
  const settled: Promise<Outcome<T>> = Promise.resolve()
    .then(() => work(abort.signal))
    .then(
      (value) => ({ kind: "done" as const, value }),
      (error: unknown) => ({ kind: "failed" as const, error }),
    );
  const ends: Promise<Outcome<T>>[] = [settled];
  if (bounds.timeoutMs !== undefined) {
    ends.push(bounds.seams.sleep(bounds.timeoutMs, over.signal).then(() => ({ kind: "timeout" as const })));
  }
  if (bounds.cancel)
    ends.push(aborted(bounds.cancel, over.signal).then(() => ({ kind: "cancelled" as const })));

  const outcome = Promise.race(ends).then((end) => {
    over.abort();
    if (end.kind === "timeout") abort.abort(new DOMException("The time limit was reached.", "TimeoutError"));
    if (end.kind === "cancelled") abort.abort(new DOMException("The work was cancelled.", "AbortError"));
    return end;
  });
  return { outcome, settled };
}

/** Resolves when `signal` aborts; forgets its listener when `over` aborts. */
function aborted(signal: AbortSignal, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener("abort", () => resolve(), { once: true, signal: over });
  });
}
