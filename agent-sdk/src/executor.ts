import type { CommandId } from "@opstage/contracts";
import { type CommandOutcome, failed } from "./action-result";
import type { Seams } from "./clock";
import { runCommand } from "./command-run";
import type { GovernedService } from "./governed-service";
import type { Log } from "./log";
import type { Outbox } from "./outbox";
import type { IncomingCommand } from "./replies";

/** Ids remembered after their end, so that a late second delivery does not run them again. */
const rememberedIds = 5_000;
/** How long a handler that ignores its signal keeps the next command of its service waiting. */
const stragglerMs = 5_000;

export interface ExecutorPort {
  readonly seams: Seams;
  readonly log: Log;
  readonly outbox: Outbox;
  serviceOf(command: IncomingCommand): GovernedService | undefined;
  serviceCount(): number;
  /** A waiting command has been started, so another one may be fetched. */
  readonly onRoom: () => void;
}

interface Held {
  attempt: number | undefined;
  started: boolean;
  readonly waits: boolean;
  readonly cancel: AbortController;
}

/**
 * Runs commands: those of one service one after the other, prepares beside them, so that a form opens while
 * a job runs. A delivery (id and attempt) is run at most once.
 */
export class Executor {
  readonly #port: ExecutorPort;
  readonly #held = new Map<CommandId, Held>();
  readonly #lanes = new Map<string, Promise<void>>();
  /** Command id → the highest attempt accepted. */
  readonly #accepted = new Map<CommandId, number>();
  #stopping = false;
  /** Ends the waits for handlers that go on after their outcome is known. */
  readonly #stragglers = new Set<AbortController>();
  #waitsForStragglers = true;

  constructor(port: ExecutorPort) {
    this.#port = port;
  }

  /** Ids that wait or run here. */
  heldIds(): CommandId[] {
    return [...this.#held.keys()];
  }

  /** How many more commands make sense to fetch: at most one waits for each service. */
  room(): number {
    const waiting = [...this.#held.values()].filter((held) => held.waits && !held.started).length;
    return Math.max(0, this.#port.serviceCount() - waiting);
  }

  accept(command: IncomingCommand): void {
    const attempt = command.attempt ?? 1;
    const held = this.#held.get(command.id);
    if (held) {
      held.attempt = command.attempt;
      return;
    }
    if (this.#port.outbox.adoptAttempt(command.id, command.attempt)) return;
    if ((this.#accepted.get(command.id) ?? 0) >= attempt) {
      this.#port.log("debug", "command.repeated", `Command ${command.id} came again and was not run again.`);
      return;
    }
    this.#remember(command.id, attempt);
    this.#enqueue(command);
  }

  /** Aborts these commands. Their results are of no use any more, so none is sent. */
  cancel(ids: readonly CommandId[]): void {
    for (const id of ids) {
      this.#port.outbox.drop(id);
      const held = this.#held.get(id);
      if (!held) continue;
      this.#held.delete(id);
      held.cancel.abort();
      this.#port.log("info", "command.cancelled", `Command ${id} was cancelled.`, { commandId: id });
    }
  }

  /** Resolves when nothing waits or runs. */
  async idle(): Promise<void> {
    while (this.#lanes.size > 0) await Promise.all(this.#lanes.values());
  }

  /** Starts nothing more, gives running handlers `ms`, then aborts them. Every command gets a result. */
  async drain(ms: number): Promise<void> {
    this.#stopping = true;
    const over = new AbortController();
    const idle = this.idle().then(() => over.abort());
    await this.#port.seams.sleep(ms, over.signal);
    if (over.signal.aborted) return idle;
    this.#waitsForStragglers = false;
    for (const straggler of this.#stragglers) straggler.abort();
    for (const held of this.#held.values()) held.cancel.abort();
    await idle;
  }

  #enqueue(command: IncomingCommand): void {
    const waits = command.type === "ACTION_EXECUTE";
    const held: Held = { attempt: command.attempt, started: false, waits, cancel: new AbortController() };
    this.#held.set(command.id, held);
    const lane = `${command.type} ${command.serviceCode ?? command.serviceId ?? ""}`;
    const before = this.#lanes.get(lane) ?? Promise.resolve();
    const run = before.then(() => this.#run(command, held));
    this.#lanes.set(lane, run);
    void run.then(() => {
      if (this.#lanes.get(lane) === run) this.#lanes.delete(lane);
    });
  }

  async #run(command: IncomingCommand, held: Held): Promise<void> {
    if (!this.#isHeld(command, held)) return;
    const { seams, log } = this.#port;
    const startedAt = seams.now();
    held.started = true;
    this.#port.onRoom();
    if (this.#stopping) return this.#finish(command, held, stopped, startedAt);

    log("info", "command.started", `${command.actionName} started.`, factsOf(command));
    const run = this.#start(command, held);
    const outcome = await run.outcome;
    if (this.#isHeld(command, held)) this.#finish(command, held, outcome ?? stopped, startedAt);
    if (this.#waitsForStragglers) await this.#waitFor(run.settled);
  }

  /** A handler that ignores its signal holds up the next command of its service, but not for long. */
  async #waitFor(settled: Promise<unknown>): Promise<void> {
    const over = new AbortController();
    this.#stragglers.add(over);
    void settled.then(() => over.abort());
    await this.#port.seams.sleep(stragglerMs, over.signal);
    this.#stragglers.delete(over);
  }

  #start(command: IncomingCommand, held: Held) {
    const { seams, log } = this.#port;
    try {
      return runCommand(command, this.#port.serviceOf(command), { seams, log, cancel: held.cancel.signal });
    } catch (error) {
      const outcome = failed("ACTION_FAILED", error instanceof Error ? error.message : String(error));
      return { outcome: Promise.resolve(outcome), settled: Promise.resolve() };
    }
  }

  #isHeld(command: IncomingCommand, held: Held): boolean {
    return this.#held.get(command.id) === held;
  }

  #finish(command: IncomingCommand, held: Held, outcome: CommandOutcome, startedAt: number): void {
    const finishedAt = this.#port.seams.now();
    const facts = { ...factsOf(command), durationMs: finishedAt - startedAt };
    if (outcome.success) {
      this.#port.log("info", "command.succeeded", `${command.actionName} succeeded.`, facts);
    } else {
      const error = { code: outcome.error?.code, message: outcome.message };
      this.#port.log("warn", "command.failed", `${command.actionName} failed.`, { ...facts, ...error });
    }
    // First into the outbox, then out of here: at no moment does the server see the id in neither.
    this.#port.outbox.add(command.id, held.attempt, {
      ...outcome,
      startedAt: new Date(startedAt).toISOString(),
      finishedAt: new Date(finishedAt).toISOString(),
    });
    this.#held.delete(command.id);
  }

  #remember(id: CommandId, attempt: number): void {
    this.#accepted.delete(id);
    this.#accepted.set(id, attempt);
    for (const oldest of this.#accepted.keys()) {
      if (this.#accepted.size <= rememberedIds) break;
      this.#accepted.delete(oldest);
    }
  }
}

const stopped = failed("AGENT_STOPPED", "The agent was stopped before the action ended.");

function factsOf(command: IncomingCommand): Record<string, unknown> {
  return { commandId: command.id, type: command.type, service: command.serviceCode ?? command.serviceId };
}
