import type { PollReply } from "./replies";

/** The answer of a poll that was given up to ask again at once. */
const releasedPoll: PollReply = { commands: [], cancel: [], longPoll: true, isReleased: true };

/** A held poll that may bring no execution; it is given up as soon as there is room for one. */
export class FullPoll {
  readonly #stopping: AbortSignal;
  #held: AbortController | undefined;

  constructor(stopping: AbortSignal) {
    this.#stopping = stopping;
  }

  /** Brings cancellations and forms while there is no room for an execution. */
  async hold(poll: (released: AbortSignal) => Promise<PollReply>): Promise<PollReply> {
    const held = new AbortController();
    const forward = () => held.abort();
    this.#stopping.addEventListener("abort", forward, { once: true });
    this.#held = held;
    try {
      return await poll(held.signal);
    } catch (error) {
      if (!held.signal.aborted || this.#stopping.aborted) throw error;
      return releasedPoll;
    } finally {
      this.#held = undefined;
      this.#stopping.removeEventListener("abort", forward);
    }
  }

  release(): void {
    this.#held?.abort();
  }
}
