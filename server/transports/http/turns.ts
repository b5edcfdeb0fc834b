import { performance } from "node:perf_hooks";

/** Lets calls in a few at a time, so that the event loop keeps coming round to whatever else there is. */
export interface Turns {
  /** Resolves when it is this call's turn; undefined when it is at once. */
  take(): Promise<void> | undefined;
  /** A connection was just accepted. */
  noteConnection(): void;
  /** How long a call that came now would wait, in milliseconds; what the first of those that wait has waited proves it. */
  waitMs(): number;
}

/**
 * So much work is let in each time the event loop comes round. Node accepts one new connection a round: what took long
 * would keep everyone outside who is not connected yet, people and health checks too.
 */
const sliceMs = 2;

/** After a round that accepted a connection there may be more of them outside. */
const shortSliceMs = 0.5;

/** How much the latest turns say about what a call costs. */
const costWeight = 0.1;

/** Turns may say that a call costs so many times what was thought; beyond, they met a pause of the thread. */
const costGrowthMax = 10;

/** A queue that the first one joined less than this ago came with a pause, and goes as fast as it came. */
const provenMs = 50;

/**
 * So much of a gap between two calls counts as waiting. A longer one is a pause of the thread, such as the collection of
 * a large heap: whoever came just before it has waited, but those who come after it will not.
 */
const pauseMs = 20;

interface Waiting {
  /** By the time that counts. */
  readonly since: number;
  readonly enter: () => void;
}

/** Turns in the order of arrival; nobody waits while there is little to do. `clock` counts milliseconds. */
export function createTurns(clock: () => number = () => performance.now()): Turns {
  const queue: Waiting[] = [];
  let isRound = false;
  let startedAt = 0;
  let taken = 0;
  let costMs = 0.5;
  let hasNewConnection = false;
  let slice = sliceMs;
  let countedMs = 0;
  let countedAt = clock();

  /** The time that counts as waiting: that of the clock without pauses. */
  function counted(): number {
    const now = clock();
    countedMs += Math.min(now - countedAt, pauseMs);
    countedAt = now;
    return countedMs;
  }

  function start(now: number): void {
    isRound = true;
    startedAt = now;
    taken = 0;
    slice = hasNewConnection ? shortSliceMs : sliceMs;
    hasNewConnection = false;
    setImmediate(endRound);
    // Runs when those let in by `endRound` have done what they do at once, and before all else.
    setImmediate(noteCost);
  }

  function endRound(): void {
    isRound = false;
    if (queue.length === 0) return;
    start(clock());
    const room = Math.max(1, Math.floor(slice / costMs));
    for (const { enter } of queue.splice(0, room)) {
      taken++;
      enter();
    }
  }

  function noteCost(): void {
    if (!isRound || taken === 0) return;
    const measuredMs = (clock() - startedAt) / taken;
    costMs += (Math.min(measuredMs, costMs * costGrowthMax) - costMs) * costWeight;
  }

  return {
    take() {
      const now = clock();
      if (!isRound) start(now);
      if (queue.length > 0 || (taken > 0 && now - startedAt > slice))
        return new Promise((resolve) => queue.push({ since: counted(), enter: resolve }));
      taken++;
      return undefined;
    },
    noteConnection() {
      hasNewConnection = true;
    },
    waitMs() {
      const [first] = queue;
      if (first === undefined) return 0;
      const waited = counted() - first.since;
      return waited < provenMs ? waited : Math.max(waited, queue.length * costMs);
    },
  };
}
