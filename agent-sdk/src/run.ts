import type { EventSender } from "./bus/event-queue";
import { Cancellations } from "./cancellations";
import { type Client, createClient, readReply } from "./client";
import type { Seams } from "./clock";
import { Connection } from "./connection";
import { type Credentials, readCredentials, type SavedCredentials, saveCredentials } from "./credentials";
import { messageOf } from "./errors";
import { Executor } from "./executor";
import type { GovernedService } from "./governed-service";
import { joinHeartbeatThread, type StandIn } from "./heartbeat/stand-in";
import { Intervals } from "./intervals";
import { Journal } from "./journal";
import type { Log } from "./log";
import { healthLoop } from "./loops/health";
import { heartbeatLoop } from "./loops/heartbeat";
import { jittered, runLoop } from "./loops/loop";
import { pollLoop } from "./loops/poll";
import { reportLoop } from "./loops/report";
import { Nudge } from "./nudge";
import type { RuntimeOptions } from "./options";
import { Outbox } from "./outbox";
import { type HeartbeatReply, type IncomingCommand, type PollReply, readHeartbeatReply } from "./replies";
import { classifyFailure, loopBackoffMs } from "./retry";
import { type RotationPort, rotateToken, settleCandidate } from "./rotation";
import { type PollOptions, Session, userAgent } from "./session";
import { createTransport, type Transport, type WireReply } from "./transport";
import { newInstanceId } from "./ulid";

/** Results that are still on their way get this much beyond the drain's own limit. */
const deliveryGraceMs = 2_000;
const defaultConcurrency = 10;
const defaultBusyLimitMs = 60_000;
/** The answer of a poll that was given up to ask again at once. */
const releasedPoll: PollReply = { commands: [], cancel: [], longPoll: true, isReleased: true };

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
  #isReported = false;
  #eventSender: EventSender | undefined;
  readonly #transport: Transport;
  readonly #journal: Journal;
  readonly #cancellations: Cancellations;
  readonly #stop = new AbortController();
  /** Resolves when each result that an earlier process left was tried once. */
  #recovered: Promise<void> = Promise.resolve();
  #rotation: Promise<void> | undefined;
  /** Ends a held poll that may bring no execution, as soon as there is room for one. */
  #fullPoll: AbortController | undefined;
  #standIn: StandIn | undefined;
  /** What was said about services that Opstage refuses, so that it is said once. */
  readonly #refusedReports = new Map<string, string>();
  readonly #nudges = { health: new Nudge(), heartbeat: new Nudge(), report: new Nudge(), poll: new Nudge() };

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
      onHeld: () => this.#updateStandIn(false),
      onRoom: () => this.#offerRoom(),
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
    this.#updateStandIn(false);
  }

  /**
   * What has to be in order before Opstage hears of this instance: which token counts, and the results of the
   * instance before, whose commands are lost from then on.
   */
  async settleThePast(): Promise<void> {
    const saved = await readCredentials(this.#port.tokenFile).catch(() => null);
    if (saved) await settleCandidate(saved, this.#rotationPort());
    await this.#recovered;
  }

  adopt(reply: HeartbeatReply | PollReply): void {
    this.#intervals.adopt(reply);
    this.executor.cancel(reply.cancel);
    if (reply.rotateToken) this.#rotate();
  }

  /** Sends events, once Opstage knows the services they come from. */
  get eventSender(): EventSender | undefined {
    if (!this.#isReported) return undefined;
    this.#eventSender ??= { signal: this.signal, publish: (event) => this.session.publish(event) };
    return this.#eventSender;
  }

  /** Reports all services together; when Opstage refuses that, each on its own, so that one spoils no other. */
  async report(): Promise<void> {
    const services = this.#port.services();
    try {
      await this.session.report(services);
      this.#isReported = true;
    } catch (error) {
      if (services.length < 2 || classifyFailure(error) !== "final") throw error;
      await this.#reportEach(services);
      this.#isReported = true;
    }
  }

  /** @throws the last refusal when not one service was taken */
  async #reportEach(services: readonly GovernedService[]): Promise<void> {
    let taken = 0;
    let refusal: unknown;
    for (const service of services) {
      try {
        await this.session.report([service]);
        taken += 1;
      } catch (error) {
        if (classifyFailure(error) !== "final") throw error;
        refusal = error;
        if (this.#refusedReports.get(service.code) === messageOf(error)) continue;
        this.#refusedReports.set(service.code, messageOf(error));
        const text = `Opstage refused the service ${service.code}: ${messageOf(error)}`;
        this.#port.log("error", "report.refused", text, { service: service.code });
      }
    }
    if (taken === 0) throw refusal;
  }

  async heartbeat(): Promise<void> {
    this.adopt(await this.session.heartbeat(this.#port.services(), this.#heldIds()));
    this.#updateStandIn(true);
  }

  async poll(query: PollOptions): Promise<PollReply> {
    const reply = query.isFull ? await this.#pollFull(query) : await this.#poll(query);
    this.adopt(reply);
    for (const command of reply.commands) this.executor.accept(command);
    return reply;
  }

  /** Starts all loops; the first contact has just been made. */
  startLoops(): void {
    const { seams, options } = this.#port;
    const common = { seams, intervals: this.#intervals };
    const nudges = this.#nudges;
    const loops = [
      healthLoop({
        ...common,
        nudge: nudges.health,
        services: () => this.#port.services(),
        onChange: () => nudges.heartbeat.nudge(),
      }),
      heartbeatLoop({
        ...common,
        nudge: nudges.heartbeat,
        firstMs: jittered(this.#intervals.heartbeatMs, seams),
        heartbeat: () => this.heartbeat(),
      }),
      reportLoop({
        ...common,
        nudge: nudges.report,
        firstMs: jittered(this.#intervals.serviceReportMs, seams),
        report: () => this.report(),
      }),
      pollLoop({
        ...common,
        nudge: nudges.poll,
        longPoll: options.longPoll ?? true,
        room: () => this.executor.room(),
        poll: (query) => this.poll(query),
      }),
    ];
    const onRefused = () => this.#reloadCredentials();
    const port = { seams, signal: this.signal, connection: this.connection, onRefused };
    for (const loop of loops) void runLoop(loop, port);
    if (options.heartbeatThread ?? true) this.#joinThread();
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
    await this.#standIn?.leave();
    await this.#transport.close();
  }

  #poll(query: PollOptions): Promise<PollReply> {
    return this.session.poll(query, this.#heldIds());
  }

  /** Brings cancellations and forms while there is no room for an execution. */
  async #pollFull(query: PollOptions): Promise<PollReply> {
    const release = new AbortController();
    const forward = () => release.abort();
    this.signal.addEventListener("abort", forward, { once: true });
    this.#fullPoll = release;
    try {
      return await this.session.poll(query, this.#heldIds(), release.signal);
    } catch (error) {
      if (!release.signal.aborted || this.signal.aborted) throw error;
      return releasedPoll;
    } finally {
      this.#fullPoll = undefined;
      this.signal.removeEventListener("abort", forward);
    }
  }

  #offerRoom(): void {
    this.#nudges.poll.nudge();
    this.#fullPoll?.abort();
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

  #joinThread(): void {
    const { options, log } = this.#port;
    this.#standIn = joinHeartbeatThread({
      proxyEnv: options.proxyEnv ?? process.env,
      onReply: (reply) => this.#adoptStandInReply(reply),
      onFailed: (reason) =>
        log(
          "warn",
          "heartbeat.inline",
          `There is no heartbeat thread (${reason}): heartbeats pause while this process is busy. ` +
            "Keep @opstage/agent out of the bundle, or set heartbeatThread: false.",
        ),
    });
    this.#updateStandIn(false);
  }

  #updateStandIn(isSent: boolean): void {
    if (!this.#standIn) return;
    const request = this.session.heartbeatRequest(this.#port.services(), this.#heldIds());
    if (!request) return;
    const { busyLimitMs = defaultBusyLimitMs } = this.#port.options;
    this.#standIn.update({ request, intervalMs: this.#intervals.heartbeatMs, busyLimitMs, isSent });
  }

  /** The thread has spoken while this one could not; failures are the next own heartbeat's business. */
  #adoptStandInReply(reply: WireReply): void {
    try {
      this.adopt(readHeartbeatReply(readReply(reply, this.#port.options.backendUrl)));
    } catch {
      // The next heartbeat meets the same and says it.
    }
  }

  #rotationPort(): RotationPort {
    const { tokenFile, seams } = this.#port;
    return {
      rotate: () => this.session.rotateToken(),
      confirm: (credentials) => this.session.confirmToken(credentials),
      save: (credentials) => saveCredentials(tokenFile, credentials, seams.now()),
      use: (credentials) => this.use(credentials),
    };
  }

  /** Opstage repeats its wish in each answer; one rotation at a time, and pauses after a failed one. */
  #rotate(): void {
    const { session } = this;
    const current = session.credentials;
    if (!current || this.#rotation) return;
    this.#rotation = rotateToken(current, this.#rotationPort())
      .then(() => this.#port.log("info", "token.rotated", "The agent has a new token."))
      .catch(async (error: unknown) => {
        const { log, seams } = this.#port;
        const text = `The agent's token could not be replaced and stays in use: ${messageOf(error)}`;
        log("warn", "token.rotation.failed", text);
        await seams.sleep(Math.max(10_000, loopBackoffMs(error, 1, seams)), this.signal);
      })
      .finally(() => {
        this.#rotation = undefined;
      });
  }

  /** Another start of this agent, or an operator, may have put a new token into the file; or a rotation's end was lost. */
  async #reloadCredentials(): Promise<void> {
    const saved = await readCredentials(this.#port.tokenFile).catch(() => null);
    if (!saved) return;
    if (saved.candidateToken !== undefined) {
      await settleCandidate(saved, this.#rotationPort()).catch(() => {});
      return;
    }
    if (this.session.isUsing(saved)) return;
    this.use(saved);
    this.#port.log(
      "info",
      "credentials.reloaded",
      "The token file holds a new token; the agent goes on with it.",
    );
  }
}

function findService(services: readonly GovernedService[], command: IncomingCommand) {
  const { serviceCode, serviceId } = command;
  const named = services.find(
    (service) =>
      (serviceCode !== undefined && service.code === serviceCode) ||
      (serviceId !== undefined && service.id === serviceId),
  );
  if (named) return named;
  // Servers that name no service, or name it before its first report was answered, mean the only one.
  const isUnnamed = serviceCode === undefined && !services.some((service) => service.id !== undefined);
  return isUnnamed && services.length === 1 ? services[0] : undefined;
}
