/** An instant inside the server: milliseconds since the epoch. On the wire it becomes ISO 8601. */
export type EpochMs = number;

/** Where time comes from. Nothing else in the server reads it or waits for it, so tests never have to. */
export interface Clock {
  now(): EpochMs;
  /** Resolves after `ms`, or as soon as `signal` aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `fn` every `ms` until the returned function is called. */
  every(ms: number, fn: () => void): () => void;
  /** Calls `fn` once after `ms` unless the returned function is called first. */
  after(ms: number, fn: () => void): () => void;
}

function sleepOn(clock: Pick<Clock, "after">, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const wake = () => {
      cancel();
      signal?.removeEventListener("abort", wake);
      resolve();
    };
    const cancel = clock.after(ms, wake);
    signal?.addEventListener("abort", wake, { once: true });
  });
}

/** Node refuses longer timers by firing them at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Taken before Next.js is loaded, which puts one of its own in its place. */
const { now } = Date;

/** The machine's clock. Its timers keep no process alive: what keeps the server alive is its socket. */
export const systemClock: Clock = {
  now,
  sleep: (ms, signal) => sleepOn(systemClock, ms, signal),
  every(ms, fn) {
    const timer = setInterval(fn, Math.min(ms, longestTimerMs));
    timer.unref();
    return () => clearInterval(timer);
  },
  after(ms, fn) {
    const timer = setTimeout(fn, Math.min(ms, longestTimerMs));
    timer.unref();
    return () => clearTimeout(timer);
  },
};

interface Timer {
  readonly dueAt: EpochMs;
  readonly order: number;
  readonly fn: () => void;
}

/** Time that moves only when told to. Timers fire in the order they are due, each seeing its own instant. */
export class TestClock implements Clock {
  #now: EpochMs;
  #order = 0;
  readonly #timers = new Set<Timer>();

  constructor(startAt: EpochMs = Date.UTC(2026, 0, 1)) {
    this.#now = startAt;
  }

  now(): EpochMs {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return sleepOn(this, ms, signal);
  }

  every(ms: number, fn: () => void): () => void {
    let cancel = () => {};
    const arm = () => {
      cancel = this.after(Math.max(1, ms), () => {
        arm();
        fn();
      });
    };
    arm();
    return () => cancel();
  }

  after(ms: number, fn: () => void): () => void {
    const timer = { dueAt: this.#now + Math.max(0, ms), order: this.#order++, fn };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves time on by `ms`, firing what becomes due; lets promises settle between timers and at the end. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    for (let due = this.#nextDue(until); due; due = this.#nextDue(until)) {
      this.#timers.delete(due);
      this.#now = Math.max(this.#now, due.dueAt);
      due.fn();
      await settle();
    }
    this.#now = until;
    await settle();
  }

  #nextDue(until: EpochMs): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.dueAt > until) continue;
      if (!next || timer.dueAt < next.dueAt || (timer.dueAt === next.dueAt && timer.order < next.order))
        next = timer;
    }
    return next;
  }
}

/** One turn of the event loop: every promise that could settle by now has settled. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
