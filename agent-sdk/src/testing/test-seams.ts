import type { Seams } from "../clock";

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** Time that moves only when a test says so, and chance that always gives the same number. */
export class TestSeams implements Seams {
  /** Every wait that was asked for, in order. */
  readonly sleeps: number[] = [];
  readonly #sleepers = new Set<Sleeper>();
  readonly #chance: number;
  #now = Date.parse("2030-01-01T00:00:00.000Z");

  /** @param chance what `random()` gives; 0 means no jitter in intervals and no wait in backoffs */
  constructor(chance = 0) {
    this.#chance = chance;
  }

  now(): number {
    return this.#now;
  }

  random(): number {
    return this.#chance;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.sleeps.push(ms);
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = () => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      const sleeper = { until: this.#now + ms, wake };
      this.#sleepers.add(sleeper);
      signal?.addEventListener("abort", wake, { once: true });
    });
  }

  /** Moves the time and wakes everybody who is due, the earliest first. */
  advance(ms: number): void {
    this.#now += ms;
    const due = [...this.#sleepers].filter((sleeper) => sleeper.until <= this.#now);
    for (const sleeper of due.sort((a, b) => a.until - b.until)) sleeper.wake();
  }

  /** Whether so many waits are going on that end in `ms`. */
  sleeping(ms: number, atLeast = 1): boolean {
    return [...this.#sleepers].filter((sleeper) => sleeper.until - this.#now === ms).length >= atLeast;
  }
}

/** Real time in which waiting takes none: for retries whose waits a test only counts. */
export class InstantSeams implements Seams {
  readonly sleeps: number[] = [];
  readonly #chance: number;

  constructor(chance = 1) {
    this.#chance = chance;
  }

  now(): number {
    return Date.now();
  }

  random(): number {
    return this.#chance;
  }

  async sleep(ms: number): Promise<void> {
    this.sleeps.push(ms);
  }
}

const patienceMs = 10_000;

/** Resolves as soon as the condition holds; real input and output need real turns of the event loop. */
export async function until(condition: () => boolean, what = "the condition"): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
