import type { Seams } from "./clock";

/** A sleep that somebody else may end early. A nudge while nobody sleeps ends the next sleep at once. */
export class Nudge {
  #pending = false;
  #wake: (() => void) | undefined;

  nudge(): void {
    this.#pending = true;
    this.#wake?.();
  }

  /** Resolves after `ms`, at a nudge, or when the signal aborts. */
  async sleep(seams: Seams, ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#pending && !signal.aborted) {
      const early = new AbortController();
      this.#wake = () => early.abort();
      signal.addEventListener("abort", this.#wake, { once: true });
      await seams.sleep(ms, early.signal);
      signal.removeEventListener("abort", this.#wake);
      this.#wake = undefined;
    }
    this.#pending = false;
  }
}
