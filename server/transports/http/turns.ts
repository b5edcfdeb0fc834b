import { performance } from "node:perf_hooks";

/** Lets calls in a few at a time, so that the event loop keeps coming round to whatever else there is. */
export interface Turns {
  /** Resolves when it is this call's turn; undefined when it is at once. */
  take(): Promise<void> | undefined;
  /** A connection was just accepted. */
  noteConnection(): void;
  /** How long a call that came now would wait, in milliseconds. */
  waitMs(): number;
}

/**
 * So much work is let in each time the event loop comes round. Node accepts one new connection a round: what took long
 * would keep everyone outside who is not connected yet, people and health checks too.
 */
const sliceMs = 2;

/** After a round that accepted a connection there may be more of them outside. */
const shortSliceMs = 0.2;

/** How much the latest round says about what a call costs. */
const costWeight = 0.1;

/** Turns in the order of arrival; nobody waits while there is little to do. */
export function createTurns(): Turns {
  const queue: Array<() => void> = [];
  let isRound = false;
  let startedAt = 0;
  let taken = 0;
  let costMs = 0.1;
  let hasNewConnection = false;
  let slice = sliceMs;

  function start(now: number): void {
    isRound = true;
    startedAt = now;
    taken = 0;
    slice = hasNewConnection ? shortSliceMs : sliceMs;
    hasNewConnection = false;
    setImmediate(endRound);
  }

  function endRound(): void {
    const now = performance.now();
    if (taken > 0) costMs += ((now - startedAt) / taken - costMs) * costWeight;
    isRound = false;
    if (queue.length === 0) return;
    start(now);
    const room = Math.max(1, Math.floor(slice / costMs));
    for (const enter of queue.splice(0, room)) {
      taken++;
      enter();
    }
  }

  return {
    take() {
      const now = performance.now();
      if (!isRound) start(now);
      if (queue.length > 0 || (taken > 0 && now - startedAt > slice))
        return new Promise((resolve) => queue.push(resolve));
      taken++;
      return undefined;
    },
    noteConnection() {
      hasNewConnection = true;
    },
    waitMs: () => queue.length * costMs,
  };
}
