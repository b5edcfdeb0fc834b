import type { CommandId } from "@opstage/contracts";
import type { Seams } from "./clock";
import type { Log, LogLevel } from "./log";
import { maskRecord, maskText } from "./mask";
import { type ProgressBatch, ProgressQueue } from "./progress-batch";
import { classifyFailure, loopBackoffMs } from "./retry";

/** The first line after a silence is shown this soon; while more follow, the pauses grow. */
const firstPauseMs = 250;
const longestPauseMs = 1_000;

export interface ProgressPort {
  readonly seams: Seams;
  readonly log: Log;
  /** Says whether the command was cancelled. */
  send(commandId: CommandId, attempt: number | undefined, batch: ProgressBatch): Promise<{ cancel: boolean }>;
  readonly onCancel: (commandId: CommandId) => void;
}

/** Carries what a running handler says to Opstage, in batches and in order. It never makes the handler wait. */
export class ProgressChannel {
  readonly #commandId: CommandId;
  readonly #attempt: number | undefined;
  readonly #port: ProgressPort;
  readonly #queue = new ProgressQueue();
  readonly #hurry = new AbortController();
  #pump: Promise<void> | undefined;
  #isOver = false;

  constructor(command: { readonly id: CommandId; readonly attempt?: number }, port: ProgressPort) {
    this.#commandId = command.id;
    this.#attempt = command.attempt;
    this.#port = port;
  }

  /** How far the work is. */
  progress(percent?: number | null, message?: string): void {
    const known = typeof percent === "number" && Number.isFinite(percent);
    this.#queue.note({
      ...(known && { percent: Math.min(100, Math.max(0, percent)) }),
      ...(message !== undefined && { message: maskText(String(message)) }),
    });
    this.#wake();
  }

  line(level: LogLevel, message: string, data?: Record<string, unknown>): void {
    const facts = data && Object.keys(data).length > 0 ? ` ${writeFacts(data)}` : "";
    const at = new Date(this.#port.seams.now()).toISOString();
    this.#queue.add({ at, level, line: `${maskText(message)}${facts}` });
    this.#wake();
  }

  /** Sends what is left, each call once; what fails is tried again by the next call of this. */
  async flush(): Promise<void> {
    this.#hurry.abort();
    await this.#pump;
    while (!this.#isOver && !this.#queue.isEmpty) {
      if (!(await this.#sendNext())) return;
    }
  }

  /** Nobody reads it any more. */
  end(): void {
    this.#isOver = true;
    this.#hurry.abort();
    this.#queue.clear();
  }

  #wake(): void {
    // From the flush on, what is left goes out with the result.
    if (this.#isOver || this.#hurry.signal.aborted || this.#pump) return;
    this.#pump = this.#run().finally(() => {
      this.#pump = undefined;
    });
  }

  async #run(): Promise<void> {
    const { seams } = this.#port;
    let pauseMs = firstPauseMs;
    let failures = 0;
    while (!this.#isOver && !this.#queue.isEmpty) {
      await seams.sleep(pauseMs, this.#hurry.signal);
      if (this.#hurry.signal.aborted) return;
      try {
        await this.#send();
        failures = 0;
        pauseMs = Math.min(longestPauseMs, pauseMs * 2);
      } catch (error) {
        failures += 1;
        pauseMs = Math.max(longestPauseMs, loopBackoffMs(error, failures, seams));
      }
    }
  }

  /** False when it is worth trying again. */
  async #sendNext(): Promise<boolean> {
    try {
      await this.#send();
      return true;
    } catch {
      return false;
    }
  }

  /** @throws what is worth trying again */
  async #send(): Promise<void> {
    const batch = this.#queue.next();
    if (!batch) return;
    try {
      const { cancel } = await this.#port.send(this.#commandId, this.#attempt, batch);
      this.#queue.done(batch);
      if (cancel && !this.#isOver) this.#port.onCancel(this.#commandId);
    } catch (error) {
      if (classifyFailure(error) !== "final") throw error;
      // The command has ended, the server is an older one, or it will never take this.
      this.#port.log("debug", "progress.refused", `Opstage takes no progress of ${this.#commandId}.`, {
        commandId: this.#commandId,
        reason: error,
      });
      this.end();
    }
  }
}

/** A handler may log whatever it likes, also what JSON cannot hold. */
function writeFacts(data: Record<string, unknown>): string {
  try {
    return JSON.stringify(maskRecord(data));
  } catch {
    return "[data that is not JSON]";
  }
}
