import type { CommandId } from "@opstage/contracts";
import type { Seams } from "./clock";
import { classifyFailure, withRetry } from "./retry";

export type CancellationState = "ACKNOWLEDGED" | "STOPPED";

export interface CancellationsPort {
  readonly seams: Seams;
  /** Aborts when the agent has stopped. */
  readonly signal: AbortSignal;
  send(commandId: CommandId, attempt: number | undefined, state: CancellationState): Promise<unknown>;
}

/** Commands whose end was told, remembered because Opstage repeats a cancellation until it has heard of it. */
const rememberedIds = 1_000;

/** Tells Opstage what became of cancellations: the handler was told to stop, the handler has stopped. */
export class Cancellations {
  readonly #port: CancellationsPort;
  /** The latest state that is being told or was told, and the telling. */
  readonly #told = new Map<
    CommandId,
    { readonly state: CancellationState; readonly telling: Promise<void> }
  >();

  constructor(port: CancellationsPort) {
    this.#port = port;
  }

  tell(commandId: CommandId, attempt: number | undefined, state: CancellationState): void {
    const before = this.#told.get(commandId);
    if (before?.state === state || before?.state === "STOPPED") return;
    const telling = (before?.telling ?? Promise.resolve()).then(() => this.#tell(commandId, attempt, state));
    this.#told.delete(commandId);
    this.#told.set(commandId, { state, telling });
    for (const oldest of this.#told.keys()) {
      if (this.#told.size <= rememberedIds) break;
      this.#told.delete(oldest);
    }
  }

  /** Resolves when all that is being told has arrived or was given up. */
  async idle(): Promise<void> {
    await Promise.all([...this.#told.values()].map(({ telling }) => telling));
  }

  async #tell(commandId: CommandId, attempt: number | undefined, state: CancellationState): Promise<void> {
    const { seams, signal } = this.#port;
    try {
      await withRetry(() => this.#port.send(commandId, attempt, state), { seams, signal });
    } catch (error) {
      // Refused for good: there is nothing to tell. Otherwise the next repetition finds it untold and tells it again.
      const known = this.#told.get(commandId);
      if (classifyFailure(error) !== "final" && known?.state === state) this.#told.delete(commandId);
    }
  }
}
