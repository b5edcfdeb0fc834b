import type { CommandId } from "@opstage/contracts";
import { failed } from "./action-result";
import type { Seams } from "./clock";
import { AgentApiError, messageOf } from "./errors";
import { Gate } from "./gate";
import type { Journal, KeptResult } from "./journal";
import type { Log } from "./log";
import { Nudge } from "./nudge";
import type { ResultBody } from "./result-body";
import { classifyFailure, loopBackoffMs } from "./retry";

/** Results sent at the same time: after a long outage there may be many. */
const sendsAtOnce = 8;

export interface OutboxPort {
  readonly seams: Seams;
  readonly log: Log;
  readonly journal: Journal;
  send(commandId: CommandId, attempt: number | undefined, result: ResultBody): Promise<unknown>;
  readonly onSent: () => void;
  readonly onFailed: (error: unknown) => void;
}

/** What has to reach Opstage before the result of a command does; tried before each try of the result. */
export type Forerunner = () => Promise<void>;

interface Entry {
  attempt: number | undefined;
  result: ResultBody;
  replaced: boolean;
  readonly forerunner: Forerunner | undefined;
  readonly nudge: Nudge;
  readonly gone: AbortController;
}

/** Holds results until Opstage has acknowledged them, however long that takes and over a restart. */
export class Outbox {
  readonly #port: OutboxPort;
  readonly #entries = new Map<CommandId, Entry>();
  readonly #deliveries = new Set<Promise<void>>();
  readonly #gate = new Gate(sendsAtOnce);

  constructor(port: OutboxPort) {
    this.#port = port;
  }

  ids(): CommandId[] {
    return [...this.#entries.keys()];
  }

  /** Keeps a result, in the journal unless it is not worth that, and begins to send it. */
  add(
    commandId: CommandId,
    attempt: number | undefined,
    result: ResultBody,
    { forerunner, isKept = true }: { forerunner?: Forerunner; isKept?: boolean } = {},
  ): void {
    if (isKept) this.#port.journal.finished(commandId, attempt ?? 1, result);
    this.#enter(commandId, attempt, result, { forerunner });
  }

  /** Takes over what an earlier process could not deliver; resolves when each was tried once. */
  async restore(kept: readonly KeptResult[]): Promise<void> {
    const tries = kept.map(
      ({ id, attempt, result }) =>
        new Promise<void>((onTried) => this.#enter(id, attempt, result, { onTried })),
    );
    await Promise.all(tries);
  }

  /** True when the result of this command waits here; it then answers this attempt. */
  adoptAttempt(commandId: CommandId, attempt: number | undefined): boolean {
    const entry = this.#entries.get(commandId);
    if (!entry) return false;
    if (attempt !== undefined && attempt !== entry.attempt) {
      entry.attempt = attempt;
      this.#port.journal.finished(commandId, attempt, entry.result);
    }
    return true;
  }

  drop(commandId: CommandId): void {
    const entry = this.#entries.get(commandId);
    if (!entry) return;
    entry.gone.abort();
    this.#forget(commandId, entry);
  }

  /** Tries all of them again now. */
  retryNow(): void {
    for (const entry of this.#entries.values()) entry.nudge.nudge();
  }

  /** Resolves when every result is acknowledged or dropped. */
  async empty(): Promise<void> {
    while (this.#deliveries.size > 0) await Promise.all(this.#deliveries);
  }

  /** Ends the deliveries; what is left stays in the journal for the next start. */
  stop(): void {
    for (const entry of this.#entries.values()) entry.gone.abort();
    this.#entries.clear();
  }

  #enter(
    commandId: CommandId,
    attempt: number | undefined,
    result: ResultBody,
    { forerunner, onTried }: { forerunner?: Forerunner; onTried?: () => void },
  ): void {
    const entry: Entry = {
      attempt,
      result,
      replaced: false,
      forerunner,
      nudge: new Nudge(),
      gone: new AbortController(),
    };
    this.#entries.set(commandId, entry);
    const delivery = this.#deliver(commandId, entry, onTried).finally(() =>
      this.#deliveries.delete(delivery),
    );
    this.#deliveries.add(delivery);
  }

  async #deliver(commandId: CommandId, entry: Entry, onTried = () => {}): Promise<void> {
    const { seams } = this.#port;
    for (let failures = 1; this.#entries.get(commandId) === entry; ) {
      try {
        await this.#gate.pass(() => this.#send(commandId, entry));
        this.#forget(commandId, entry);
        this.#port.onSent();
      } catch (error) {
        if (entry.gone.signal.aborted || this.#settle(commandId, entry, error)) continue;
        this.#port.onFailed(error);
        // It will not be delivered at once, so it has to outlive more than this process.
        this.#port.journal.sync();
        onTried();
        await entry.nudge.sleep(seams, loopBackoffMs(error, failures++, seams), entry.gone.signal);
      }
    }
    onTried();
  }

  async #send(commandId: CommandId, entry: Entry): Promise<void> {
    await entry.forerunner?.();
    if (!entry.gone.signal.aborted) await this.#port.send(commandId, entry.attempt, entry.result);
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
    if (this.#entries.get(commandId) !== entry) return;
    this.#entries.delete(commandId);
    this.#port.journal.settled(commandId);
  }
}
