import type { CommandId } from "@opstage/contracts";
import { type CommandOutcome, failed } from "./action-result";
import type { Cancellations } from "./cancellations";
import type { Seams } from "./clock";
import { runCommand } from "./command-run";
import type { GovernedService } from "./governed-service";
import type { Journal } from "./journal";
import { Lanes } from "./lanes";
import type { Log } from "./log";
import type { Outbox } from "./outbox";
import { ProgressChannel, type ProgressPort } from "./progress";
import type { IncomingCommand } from "./replies";

/** Ids remembered after their end, so that a late second delivery does not run them again. */
const rememberedIds = 5_000;
/** How long a handler that ignores its signal keeps the next command of its lane waiting. */
const stragglerMs = 5_000;

export interface ExecutorPort {
  readonly seams: Seams;
  readonly log: Log;
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly cancellations: Cancellations;
  /** How many executions may run at the same time. */
  readonly concurrency: number;
  readonly sendProgress: ProgressPort["send"];
  serviceOf(command: IncomingCommand): GovernedService | undefined;
  services(): readonly GovernedService[];
  /** Other commands are held than before. */
  readonly onHeld: () => void;
  /** A waiting command has been started, so another one may be fetched. */
  readonly onRoom: () => void;
}

interface Held {
  attempt: number | undefined;
  started: boolean;
  readonly waits: boolean;
  readonly cancel: AbortController;
  readonly channel: ProgressChannel;
}

/**
 * Runs commands: by default those of one service one after the other, services side by side, prepares beside
 * them, so that a form opens while a job runs. A delivery (id and attempt) is run at most once.
 */
export class Executor {
  readonly #port: ExecutorPort;
  readonly #held = new Map<CommandId, Held>();
  readonly #lanes: Lanes;
  /** Command id → the highest attempt accepted. */
  readonly #accepted = new Map<CommandId, number>();
  /** Accepted by an earlier process, which did not finish them. */
  readonly #abandoned = new Set<CommandId>();
  /** Cancelled, and their handlers have not ended yet. */
  readonly #ending = new Set<CommandId>();
  #stopping = false;
  /** Ends the waits for handlers that go on after their outcome is known. */
  readonly #stragglers = new Set<AbortController>();
  #waitsForStragglers = true;

  constructor(port: ExecutorPort) {
    this.#port = port;
    this.#lanes = new Lanes(port.concurrency);
  }

  /** Deliveries that an earlier process accepted: none of them is run again. */
  restore(accepted: ReadonlyMap<CommandId, number>, finished: ReadonlySet<CommandId>): void {
    for (const [id, attempt] of accepted) {
      this.#remember(id, attempt);
      if (!finished.has(id)) this.#abandoned.add(id);
    }
  }

  /** Ids that wait or run here. */
  heldIds(): CommandId[] {
    return [...this.#held.keys()];
  }

  /** How many more executions make sense to fetch: those that would wait here are better off on the server. */
  room(): number {
    const waiting = [...this.#held.values()].filter((held) => held.waits && !held.started).length;
    return Math.max(0, this.#width() - waiting);
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
      if (this.#abandoned.delete(command.id)) this.#giveUp(command);
      return;
    }
    this.#abandoned.delete(command.id);
    this.#remember(command.id, attempt);
    this.#enqueue(command);
  }

  /** Aborts these commands. Their results are of no use any more, so none is sent. */
  cancel(ids: readonly CommandId[]): void {
    for (const id of ids) {
      const held = this.#held.get(id);
      this.#port.outbox.drop(id);
      if (!held) {
        this.#port.cancellations.tell(id, undefined, this.#ending.has(id) ? "ACKNOWLEDGED" : "STOPPED");
        continue;
      }
      this.#drop(id, held);
      held.channel.end();
      held.cancel.abort();
      if (held.started) this.#ending.add(id);
      this.#port.cancellations.tell(id, held.attempt, held.started ? "ACKNOWLEDGED" : "STOPPED");
      this.#port.log("info", "command.cancelled", `Command ${id} was cancelled.`, { commandId: id });
    }
  }

  /** Resolves when nothing waits or runs. */
  idle(): Promise<void> {
    return this.#lanes.idle();
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

  /** A service whose actions all share one lane uses one waiting command; keys of their own use more. */
  #width(): number {
    const services = this.#port.services();
    const hasKeys = services.some((service) => service.hasSerialKeys);
    return hasKeys ? Math.max(services.length, this.#port.concurrency) : services.length;
  }

  #enqueue(command: IncomingCommand): void {
    const { seams, log, sendProgress, journal } = this.#port;
    const waits = command.type === "ACTION_EXECUTE";
    const onCancel = () => this.cancel([command.id]);
    const channel = new ProgressChannel(command, { seams, log, send: sendProgress, onCancel });
    const held: Held = {
      attempt: command.attempt,
      started: false,
      waits,
      cancel: new AbortController(),
      channel,
    };
    // A form may be prepared twice; only what has an effect must not be.
    if (waits) journal.accepted(command.id, command.attempt ?? 1);
    this.#held.set(command.id, held);
    this.#port.onHeld();
    this.#lanes.add(this.#laneOf(command), () => this.#run(command, held), waits);
  }

  #laneOf(command: IncomingCommand): string {
    const service = command.serviceCode ?? command.serviceId ?? "";
    const own = this.#port.serviceOf(command)?.serialKey(command);
    // Without a key it waits for nobody.
    return JSON.stringify([command.type, service, own === null ? { only: command.id } : own]);
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
    void run.settled.then(() => this.#noteSettled(command, held));
    const outcome = await run.outcome;
    if (this.#isHeld(command, held)) this.#finish(command, held, outcome ?? stopped, startedAt);
    if (this.#waitsForStragglers) await this.#waitFor(run.settled);
  }

  #noteSettled(command: IncomingCommand, held: Held): void {
    if (this.#ending.delete(command.id)) {
      this.#port.cancellations.tell(command.id, held.attempt, "STOPPED");
    }
  }

  /** A handler that ignores its signal holds up the next command of its lane, but not for long. */
  async #waitFor(settled: Promise<unknown>): Promise<void> {
    const over = new AbortController();
    this.#stragglers.add(over);
    void settled.then(() => over.abort());
    await this.#port.seams.sleep(stragglerMs, over.signal);
    this.#stragglers.delete(over);
  }

  #start(command: IncomingCommand, held: Held) {
    const { seams, log } = this.#port;
    const { channel } = held;
    try {
      const port = { seams, log, channel, cancel: held.cancel.signal };
      return runCommand(command, this.#port.serviceOf(command), port);
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
    this.#port.outbox.add(
      command.id,
      held.attempt,
      {
        ...outcome,
        startedAt: new Date(startedAt).toISOString(),
        finishedAt: new Date(finishedAt).toISOString(),
      },
      { forerunner: () => held.channel.flush(), isKept: held.waits },
    );
    this.#drop(command.id, held);
  }

  /** The delivery of an earlier process came again: it is not run again, and must not look as if it still ran. */
  #giveUp(command: IncomingCommand): void {
    const now = new Date(this.#port.seams.now()).toISOString();
    const text = "The service was restarted before the action ended. It was not run again.";
    const result = { ...failed("AGENT_LOST", text), startedAt: now, finishedAt: now };
    this.#port.outbox.add(command.id, command.attempt, result);
  }

  #drop(id: CommandId, held: Held): void {
    if (this.#held.get(id) === held) this.#held.delete(id);
    this.#port.onHeld();
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
