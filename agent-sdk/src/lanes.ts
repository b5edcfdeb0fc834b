import { Gate } from "./gate";

/** Work in lanes: one piece after the other within a lane, lanes side by side, and only so many pieces at once. */
export class Lanes {
  readonly #last = new Map<string, Promise<void>>();
  readonly #gate: Gate;

  constructor(concurrency: number) {
    this.#gate = new Gate(concurrency);
  }

  /** Puts work at the end of its lane. It must not reject. */
  add(lane: string, work: () => Promise<void>, isCounted: boolean): void {
    const before = this.#last.get(lane) ?? Promise.resolve();
    const run = before.then(() => (isCounted ? this.#gate.pass(work) : work()));
    this.#last.set(lane, run);
    void run.then(() => {
      if (this.#last.get(lane) === run) this.#last.delete(lane);
    });
  }

  /** Resolves when nothing waits or runs. */
  async idle(): Promise<void> {
    while (this.#last.size > 0) await Promise.all(this.#last.values());
  }
}
