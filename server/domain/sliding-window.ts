import type { EpochMs } from "./time";

/** Counts what happened within the last while, exactly: one number for each time it happened. */
export class SlidingWindow {
  readonly #spanMs: number;
  #times: EpochMs[] = [];
  /** Where the times begin that still count; the ones before are dropped now and then. */
  #first = 0;

  constructor(spanMs: number) {
    this.#spanMs = spanMs;
  }

  /** How often it happened within the span that ends now. */
  count(now: EpochMs): number {
    const times = this.#times;
    while (this.#first < times.length && (times[this.#first] ?? now) <= now - this.#spanMs) this.#first++;
    if (this.#first > 1000 && this.#first * 2 > times.length) {
      this.#times = times.slice(this.#first);
      this.#first = 0;
    }
    return this.#times.length - this.#first;
  }

  add(at: EpochMs): void {
    this.#times.push(at);
  }

  /** Takes back the last `add` of this time: what it stood for did not happen after all. */
  takeBack(at: EpochMs): void {
    const index = this.#times.lastIndexOf(at);
    if (index >= this.#first) this.#times.splice(index, 1);
  }

  /** How long until it counts one less. */
  waitMs(now: EpochMs): number {
    const oldest = this.#times[this.#first];
    return oldest === undefined ? 0 : Math.max(0, oldest + this.#spanMs - now);
  }
}
