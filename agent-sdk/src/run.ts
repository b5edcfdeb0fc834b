import type { EventSender } from "./bus/event-queue";
import { Cancellations } from "./cancellations";
import { type Client, createClient } from "./client";
import type { Seams } from "./clock";
import { Connection } from "./connection";
import type { Credentials, SavedCredentials } from "./credentials";
import { Executor } from "./executor";
import { findService } from "./find-service";
import { FullPoll } from "./full-poll";
import type { GovernedService } from "./governed-service";
import { BusyHeartbeats } from "./heartbeat/busy-heartbeats";
import { Intervals } from "./intervals";
import { Journal } from "./journal";
import type { Log } from "./log";
import { createNudges, startLoops } from "./loops/all";
import type { RuntimeOptions } from "./options";
import { Outbox } from "./outbox";
import type { HeartbeatReply, PollReply } from "./replies";
import { ServiceReports } from "./service-reports";
import { type PollOptions, Session, userAgent } from "./session";
import { TokenKeeper } from "./token-keeper";
import { createTransport, type Transport } from "./transport";
import { newInstanceId } from "./ulid";

/** Results that are still on their way get this much beyond the drain's own limit. */
const deliveryGraceMs = 2_000;
const defaultConcurrency = 10;

export interface RunPort {
  readonly options: RuntimeOptions;
  readonly tokenFile: string;
  readonly seams: Seams;
  readonly log: Log;
  services(): GovernedService[];
  /** Opstage answers again after an outage. */
  readonly onRestored: () => void;
}

/** Everything that lives from one start of an agent to its stop. */
export class AgentRun {
  readonly instanceId;
  readonly session: Session;
  readonly connection: Connection;
  readonly outbox: Outbox;
  readonly executor: Executor;
  readonly #port: RunPort;
  readonly #intervals: Intervals;
  #eventSender: EventSender | undefined;
  readonly #transport: Transport;
  readonly #journal: Journal;
  readonly #cancellations: Cancellations;
  readonly #stop = new AbortController();
  /** Resolves when each result that an earlier process left was tried once. */
  #recovered: Promise<void> = Promise.resolve();
  readonly #tokens: TokenKeeper;
  readonly #reports: ServiceReports;
  readonly #busyHeartbeats: BusyHeartbeats;
  readonly #fullPoll = new FullPoll(this.signal);
  readonly #nudges = createNudges();

  constructor(port: RunPort) {
    const { options, seams, log } = port;
    this.#port = port;
    this.#intervals = new Intervals(options.intervals);
    this.instanceId = newInstanceId(seams.now());
    this.#transport = createTransport(options.proxyEnv);
    const client: Client = createClient(this.#transport, options.backendUrl, userAgent);
    this.session = new Session(client, this.instanceId, this.signal);
    this.connection = new Connection({
      log,
      now: () => seams.now(),
      onRestored: (loop) => this.#catchUp(loop),
      onRestoring: () => this.#retryOthers(),
    });
    this.#journal = new Journal({ file: `${port.tokenFile}.journal`, log });
    this.outbox = new Outbox({
      seams,
      log,
      journal: this.#journal,
      send: (commandId, attempt, result) => this.session.result(commandId, attempt, result),
      onSent: () => this.connection.succeeded("result"),
      onFailed: (error) => this.connection.failed("result", error),
    });
    this.#cancellations = new Cancellations({
      seams,
      signal: this.signal,
      send: (commandId, attempt, state) => this.session.cancellation(commandId, attempt, state),
    });
    this.executor = new Executor({
      seams,
      log,
      journal: this.#journal,
      outbox: this.outbox,
      cancellations: this.#cancellations,
      concurrency: options.concurrency ?? defaultConcurrency,
      sendProgress: (commandId, attempt, batch) => this.session.progress(commandId, attempt, batch),
      serviceOf: (command) => findService(port.services(), command),
      services: () => port.services(),
      onHeld: () => this.#busyHeartbeats.update(false),
      onRoom: () => this.#offerRoom(),
    });
    this.#tokens = new TokenKeeper({
      tokenFile: port.tokenFile,
      seams,
      log,
      session: this.session,
      signal: this.signal,
      use: (credentials) => this.use(credentials),
    });
    this.#reports = new ServiceReports({ log, send: (services) => this.session.report(services) });
    this.#busyHeartbeats = new BusyHeartbeats({
      options,
      log,
      request: () => this.session.heartbeatRequest(port.services(), this.#heldIds()),
      intervalMs: () => this.#intervals.heartbeatMs,
      adopt: (reply) => this.adopt(reply),
    });
  }

  /** Aborts when the agent stops. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Something that a report shows has changed. */
  changed(): void {
    this.#nudges.report.nudge();
  }

  /** There is a new health provider to ask. */
  askHealth(): void {
    this.#nudges.health.nudge();
  }

  /**
   * Takes up what an earlier process left: results to deliver, and deliveries that must not be run again. Without
   * saved credentials there is nothing to deliver; the journal begins all the same.
   */
  recover(saved: SavedCredentials | null, { isShared }: { isShared: boolean }): void {
    if (saved) this.session.use(saved);
    if (isShared) return;
    const tokens = saved
      ? [saved.agentToken, saved.candidateToken].filter((token) => token !== undefined)
      : [];
    const { results, accepted } = this.#journal.open(tokens);
    const ids = results.map(({ id }) => id);
    this.executor.restore(accepted, new Set(ids));
    this.#recovered = this.outbox.restore(results);
    if (results.length === 0) return;
    const text = `Results of an earlier run are delivered now: ${results.length}.`;
    this.#port.log("info", "results.recovered", text, { commandIds: ids });
  }

  /** From now on the agent speaks with these credentials. */
  use(credentials: Credentials): void {
    this.session.use(credentials);
    this.#journal.useToken(credentials.agentToken);
    this.#busyHeartbeats.update(false);
  }

  /**
   * What has to be in order before Opstage hears of this instance: which token counts, and the results of the
   * instance before, whose commands are lost from then on.
   */
  async settleThePast(): Promise<void> {
    await this.#tokens.settle();
    await this.#recovered;
  }

  adopt(reply: HeartbeatReply | PollReply): void {
    this.#intervals.adopt(reply);
    this.executor.cancel(reply.cancel);
    if (reply.rotateToken) this.#tokens.rotate();
  }

  /** Sends events, once Opstage knows the services they come from. */
  get eventSender(): EventSender | undefined {
    if (!this.#reports.isTaken) return undefined;
    this.#eventSender ??= { signal: this.signal, publish: (event) => this.session.publish(event) };
    return this.#eventSender;
  }

  async report(): Promise<void> {
    await this.#saying(() => this.#reports.report(this.#port.services()));
  }

  async heartbeat(): Promise<void> {
    const say = () => this.session.heartbeat(this.#port.services(), this.#heldIds());
    this.adopt(await this.#saying(say));
    this.#busyHeartbeats.update(true);
  }

  async poll(query: PollOptions): Promise<PollReply> {
    const ask = (signal?: AbortSignal) => this.session.poll(query, this.#heldIds(), signal);
    const reply = query.isFull ? await this.#fullPoll.hold(ask) : await ask();
    this.adopt(reply);
    for (const command of reply.commands) this.executor.accept(command);
    return reply;
  }

  /** Starts all loops; the first contact has just been made. */
  startLoops(): void {
    const { seams, options } = this.#port;
    const work = {
      seams,
      intervals: this.#intervals,
      nudges: this.#nudges,
      longPoll: options.longPoll ?? true,
      services: () => this.#port.services(),
      heartbeat: () => this.heartbeat(),
      report: () => this.report(),
      room: () => this.executor.room(),
      poll: (query: PollOptions) => this.poll(query),
    };
    const onRefused = () => this.#tokens.reload();
    startLoops(work, { seams, signal: this.signal, connection: this.connection, onRefused });
    this.#busyHeartbeats.start();
  }

  /** Ends the loops, lets running actions finish within `drainMs`, delivers results, closes connections. */
  async stop(drainMs: number): Promise<void> {
    const { seams } = this.#port;
    const deadline = seams.now() + drainMs;
    this.#stop.abort();
    await this.executor.drain(drainMs);
    const delivered = new AbortController();
    void Promise.all([this.outbox.empty(), this.#cancellations.idle()]).then(() => delivered.abort());
    await seams.sleep(Math.max(deadline - seams.now(), deliveryGraceMs), delivered.signal);
    this.outbox.stop();
    this.#journal.close();
    await this.#busyHeartbeats.stop();
    await this.#transport.close();
  }

  /**
   * A call that says how the services are. Calls may overtake each other, so that Opstage hears older news last: what
   * changed meanwhile is said once more.
   */
  async #saying<T>(call: () => Promise<T>): Promise<T> {
    const before = this.#news();
    const reply = await call();
    if (this.#news() !== before) this.#nudges.heartbeat.nudge();
    return reply;
  }

  /** How the services are, in a form that can be compared. Messages may differ in every sample and are no news. */
  #news(): string {
    return JSON.stringify(this.#port.services().map(({ code, lastHealth }) => [code, lastHealth.status]));
  }

  #offerRoom(): void {
    this.#nudges.poll.nudge();
    this.#fullPoll.release();
  }

  #heldIds() {
    return [...this.executor.heldIds(), ...this.outbox.ids()];
  }

  /** After an outage the server may know less than it did: declare everything again, and deliver what waits. */
  #catchUp(loop: string): void {
    this.#port.onRestored();
    this.outbox.retryNow();
    if (loop !== "report" && loop !== "start") this.#nudges.report.nudge();
  }

  /** One of several failing loops gets through again: the others need not wait for their turn. */
  #retryOthers(): void {
    for (const nudge of [this.#nudges.heartbeat, this.#nudges.report, this.#nudges.poll]) nudge.nudge();
  }
}
