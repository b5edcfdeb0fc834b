import type { CommandId } from "@opstage/contracts";
import { type CommandOutcome, failed } from "./action-result";
import type { Seams } from "./clock";
import { AgentApiError, messageOf } from "./errors";
import type { Log } from "./log";
import { Nudge } from "./nudge";
import { classifyFailure, loopBackoffMs } from "./retry";

/** A command's outcome with its times, ready to be sent. */
export interface ResultBody extends CommandOutcome {
  readonly startedAt: string;
  readonly finishedAt: string;
}

export interface OutboxPort {
  readonly seams: Seams;
  readonly log: Log;
  send(commandId: CommandId, attempt: number | undefined, result: ResultBody): Promise<unknown>;
  readonly onSent: () => void;
  readonly onFailed: (error: unknown) => void;
}

interface Entry {
  attempt: number | undefined;
  result: ResultBody;
  replaced: boolean;
  readonly nudge: Nudge;
  readonly gone: AbortController;
}

/** Holds results until Opstage has acknowledged them, however long that takes. */
export class Outbox {
  readonly #port: OutboxPort;
  readonly #entries = new Map<CommandId, Entry>();
  readonly #deliveries = new Set<Promise<void>>();

  constructor(port: OutboxPort) {
    this.#port = port;
  }

  ids(): CommandId[] {
    return [...this.#entries.keys()];
  }

  add(commandId: CommandId, attempt: number | undefined, result: ResultBody): void {
    const entry: Entry = {
      attempt,
      result,
      replaced: false,
      nudge: new Nudge(),
      gone: new AbortController(),
    };
    this.#entries.set(commandId, entry);
    const delivery = this.#deliver(commandId, entry).finally(() => this.#deliveries.delete(delivery));
    this.#deliveries.add(delivery);
  }

  /** True when the result of this command waits here; it then answers this attempt. */
  adoptAttempt(commandId: CommandId, attempt: number | undefined): boolean {
    const entry = this.#entries.get(commandId);
    if (entry) entry.attempt = attempt;
    return entry !== undefined;
  }

  drop(commandId: CommandId): void {
    this.#entries.get(commandId)?.gone.abort();
    this.#entries.delete(commandId);
  }

  /** Tries all of them again now. */
  retryNow(): void {
    for (const entry of this.#entries.values()) entry.nudge.nudge();
  }

  /** Resolves when every result is acknowledged or dropped. */
  async empty(): Promise<void> {
    while (this.#deliveries.size > 0) await Promise.all(this.#deliveries);
  }

  /** Gives up all that is left. */
  clear(): void {
    for (const id of this.ids()) this.drop(id);
  }

  async #deliver(commandId: CommandId, entry: Entry): Promise<void> {
    const { seams } = this.#port;
    for (let failures = 1; this.#entries.get(commandId) === entry; ) {
      try {
        await this.#port.send(commandId, entry.attempt, entry.result);
        this.#forget(commandId, entry);
        this.#port.onSent();
        return;
      } catch (error) {
        if (entry.gone.signal.aborted || this.#settle(commandId, entry, error)) continue;
        this.#port.onFailed(error);
        await entry.nudge.sleep(seams, loopBackoffMs(error, failures++, seams), entry.gone.signal);
      }
    }
  }

  /** Handles an answer that no repetition changes; false when it is worth trying again. */
  #settle(commandId: CommandId, entry: Entry, error: unknown): boolean {
    const status = error instanceof AgentApiError ? error.status : undefined;
    // A 413 may come from a proxy in front of Opstage and mean the same.
    if (classifyFailure(error) !== "final" && status !== 413) return false;
    const facts = { commandId, reason: messageOf(error) };
    if (status === 404 || status === 409) {
      this.#port.log("info", "result.unwanted", `The result of ${commandId} came too late.`, facts);
      this.#forget(commandId, entry);
    } else if (entry.replaced) {
      this.#port.log("error", "result.dropped", `The result of ${commandId} was refused.`, facts);
      this.#forget(commandId, entry);
    } else {
      // The command must not look as if it still ran, so its end is reported without its content.
      this.#port.log("warn", "result.refused", `Opstage refused the result of ${commandId}.`, facts);
      const code = status === 413 ? "COMMAND_RESULT_TOO_LARGE" : "COMMAND_RESULT_REFUSED";
      const { startedAt, finishedAt } = entry.result;
      const text = `The action ended, but Opstage refused its result (${status}): ${messageOf(error)}`;
      entry.result = { ...failed(code, text), startedAt, finishedAt };
      entry.replaced = true;
    }
    return true;
  }

  #forget(commandId: CommandId, entry: Entry): void {
    if (this.#entries.get(commandId) === entry) this.#entries.delete(commandId);
  }
}
