import { currentCommandId } from "./bus/causation";
import { defaultEventsKept, EventQueue } from "./bus/event-queue";
import type { BusEventInput, PublishReceipt } from "./bus/types";
import { type Seams, systemSeams } from "./clock";
import { readCredentials } from "./credentials";
import { FirstContact } from "./first-contact";
import { GovernedService } from "./governed-service";
import { toJsonObject } from "./json";
import { createLog, type Log } from "./log";
import { checkOptions, type RuntimeOptions } from "./options";
import { AgentRun } from "./run";
import { markTokenFile, type TokenFileLock } from "./token-file-lock";
import type { ServiceHandle, ServiceOptions } from "./types";
import { ulid } from "./ulid";

const defaultTokenFile = "./data/agent-token.txt";
const defaultDrainMs = 10_000;
const pollOnceLimit = 10;
/** Events that still wait when the agent stops get this long. */
const eventsGraceMs = 2_000;

/** An agent of any number of services: one identity, one connection, one command queue. */
export class AgentRuntime {
  readonly #options: RuntimeOptions;
  readonly #tokenFile: string;
  readonly #seams: Seams;
  readonly #log: Log;
  readonly #services = new Map<string, GovernedService>();
  readonly #events: EventQueue;
  #run: AgentRun | undefined;
  #lock: TokenFileLock | undefined;
  #starting: Promise<void> | undefined;

  /** @throws TypeError when the options cannot work */
  constructor(options: RuntimeOptions) {
    checkOptions(options);
    this.#options = options;
    this.#tokenFile = options.tokenStore?.file ?? defaultTokenFile;
    this.#seams = options.seams ?? systemSeams;
    this.#log = createLog({
      logger: options.logger,
      onLog: options.onLog,
      context: () => ({
        agentCode: options.agent.code,
        agentId: this.agentId,
        instanceId: this.#run?.instanceId,
      }),
    });
    this.#events = new EventQueue({
      seams: this.#seams,
      log: this.#log,
      limit: options.busQueueLimit ?? defaultEventsKept,
      // Before the first report Opstage does not know who publishes, so events wait for it.
      sender: () => this.#run?.eventSender,
    });
    for (const service of options.services) this.addService(service);
  }

  /** The id that Opstage gave to this agent; undefined before the registration. */
  get agentId(): string | undefined {
    return this.#run?.session.agentId;
  }

  /** This run's id: another one at each start. */
  get instanceId(): string | undefined {
    return this.#run?.instanceId;
  }

  /**
   * Adds a service, before the start or later.
   * @throws TypeError when the agent has a service with this code already
   */
  addService(options: ServiceOptions): ServiceHandle {
    if (this.#services.has(options.code)) {
      throw new TypeError(`The agent has a service with the code ${options.code} already.`);
    }
    const service = new GovernedService(options, {
      seams: this.#seams,
      log: this.#log,
      onChange: () => this.#run?.changed(),
      onHealthProvider: () => this.#run?.askHealth(),
    });
    this.#services.set(options.code, service);
    this.#run?.changed();
    return service;
  }

  /** Takes a service out. Opstage keeps what it knows of it and shows it as stale. */
  removeService(code: string): void {
    this.#services.delete(code);
  }

  /** The services as they are now. */
  services(): ServiceHandle[] {
    return this.#governed();
  }

  /**
   * Registers on the first start, reports the services, and starts the loops. Calling it again while the
   * agent runs changes nothing; after a rejection or `stop()` it starts anew.
   * @throws RegistrationError, AgentAuthError, NetworkError (see `startInBackground`), TokenFileError
   */
  start(): Promise<void> {
    this.#starting ??= this.#start().catch(async (error: unknown) => {
      await this.#end(0);
      throw error;
    });
    return this.#starting;
  }

  /** Lets running actions finish and delivers their results, within `drainTimeoutMs`; then cuts everything. */
  async stop(): Promise<void> {
    if (!this.#run) return;
    await this.#end(this.#options.drainTimeoutMs ?? defaultDrainMs);
    this.#log("info", "agent.stopped", "The agent has stopped.");
  }

  /**
   * Publishes an event to the Capsule Bus (experimental). Events go out one after the other, in order; while Opstage
   * is away they wait in memory, and beyond `busQueueLimit` the newest is refused. Nobody has to await the answer: an
   * event that is refused harms nothing and is in the log. Inside a handler the event carries its command as its cause.
   * @throws BusDisabledError, BusRateLimitedError, BusQueueFullError, AgentApiError; TypeError without a source service
   */
  publishEvent(event: BusEventInput): Promise<PublishReceipt> {
    const { occurredAt, payload, metadata, ...more } = event;
    const commandId = currentCommandId();
    const sourceServiceCode = event.sourceServiceCode ?? this.#onlyServiceCode();
    return this.#events.publish({
      ...more,
      id: event.id ?? ulid(this.#seams.now()),
      sourceServiceCode,
      payload: toJsonObject(payload ?? {}),
      metadata: toJsonObject(metadata ?? {}),
      causationId: event.causationId ?? commandId,
      commandId,
      occurredAt: new Date(occurredAt ?? this.#seams.now()).toISOString(),
    });
  }

  /** The same as `publishEvent`. */
  publishBusEvent(event: BusEventInput): Promise<PublishReceipt> {
    return this.publishEvent(event);
  }

  /** Asks all health providers and sends a heartbeat with their answers. */
  async runHealth(): Promise<void> {
    await Promise.all(this.#governed().map((service) => service.healthCheck.run()));
    await this.#started().heartbeat();
  }

  /** Fetches commands once, runs them and delivers their results; says how many there were. */
  async pollOnce(): Promise<number> {
    const run = this.#started();
    const { commands } = await run.poll({ limit: pollOnceLimit });
    await run.executor.idle();
    await run.outbox.empty();
    return commands.length;
  }

  #governed(): GovernedService[] {
    return [...this.#services.values()];
  }

  #onlyServiceCode(): string {
    const [only, ...others] = this.#services.keys();
    if (only !== undefined && others.length === 0) return only;
    throw new TypeError("sourceServiceCode must say which of the agent's services the event is about.");
  }

  #started(): AgentRun {
    if (this.#run) return this.#run;
    throw new TypeError("The agent is not started. Call start() first.");
  }

  async #start(): Promise<void> {
    const run = new AgentRun({
      options: this.#options,
      tokenFile: this.#tokenFile,
      seams: this.#seams,
      log: this.#log,
      services: () => this.#governed(),
      onRestored: () => this.#events.resume(),
    });
    this.#run = run;
    const isShared = await this.#markTokenFile(run);
    const saved = await readCredentials(this.#tokenFile);
    const contact = new FirstContact({
      options: this.#options,
      tokenFile: this.#tokenFile,
      seams: this.#seams,
      log: this.#log,
      run,
      services: () => this.#governed(),
      onReported: () => this.#events.resume(),
    });
    if (!saved) await contact.requireRegistrable();
    run.recover(saved, { isShared });
    await contact.make(saved);
  }

  /** True when another process has the token file, and so the journal beside it. */
  async #markTokenFile(run: AgentRun): Promise<boolean> {
    this.#lock = await markTokenFile(this.#tokenFile, run.instanceId);
    const { otherPid } = this.#lock;
    if (otherPid === undefined) return false;
    this.#log(
      "warn",
      "tokenFile.shared",
      `Process ${otherPid} uses the token file ${this.#tokenFile} too. Two instances of one agent share its ` +
        "commands: each command goes to only one of them, and results are kept over a restart by the first one " +
        "only. Give each its own agent code and token file.",
      { otherPid },
    );
    return true;
  }

  async #end(drainMs: number): Promise<void> {
    const run = this.#run;
    await this.#events.flush(Math.min(drainMs, eventsGraceMs));
    await run?.stop(drainMs);
    await this.#lock?.release();
    if (this.#run !== run) return;
    this.#events.clear();
    this.#run = undefined;
    this.#lock = undefined;
    this.#starting = undefined;
  }
}
