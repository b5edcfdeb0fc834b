import { type Client, createClient } from "./client";
import type { Seams } from "./clock";
import { Connection } from "./connection";
import { readCredentials } from "./credentials";
import { Executor } from "./executor";
import type { GovernedService } from "./governed-service";
import { Intervals } from "./intervals";
import type { Log } from "./log";
import { healthLoop } from "./loops/health";
import { heartbeatLoop } from "./loops/heartbeat";
import { jittered, runLoop } from "./loops/loop";
import { pollLoop } from "./loops/poll";
import { reportLoop } from "./loops/report";
import { Nudge } from "./nudge";
import type { RuntimeOptions } from "./options";
import { Outbox } from "./outbox";
import type { HeartbeatReply, IncomingCommand, PollReply } from "./replies";
import { Session, userAgent } from "./session";
import { createTransport, type Transport } from "./transport";
import { newInstanceId } from "./ulid";

/** Results that are still on their way get this much beyond the drain's own limit. */
const deliveryGraceMs = 2_000;

export interface RunPort {
  readonly options: RuntimeOptions;
  readonly tokenFile: string;
  readonly seams: Seams;
  readonly log: Log;
  services(): GovernedService[];
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
  readonly #transport: Transport;
  readonly #stop = new AbortController();
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
    });
    this.outbox = new Outbox({
      seams,
      log,
      send: (commandId, attempt, result) => this.session.result(commandId, attempt, result),
      onSent: () => this.connection.succeeded("result"),
      onFailed: (error) => this.connection.failed("result", error),
    });
    this.executor = new Executor({
      seams,
      log,
      outbox: this.outbox,
      serviceOf: (command) => findService(port.services(), command),
      serviceCount: () => port.services().length,
      onRoom: () => this.#nudges.poll.nudge(),
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

  adopt(reply: HeartbeatReply | PollReply): void {
    this.#intervals.adopt(reply);
    this.executor.cancel(reply.cancel);
  }

  report(): Promise<void> {
    return this.session.report(this.#port.services());
  }

  async heartbeat(): Promise<void> {
    this.adopt(await this.session.heartbeat(this.#port.services(), this.#heldIds()));
  }

  async poll(query: { readonly limit: number; readonly wait?: number }): Promise<PollReply> {
    const reply = await this.session.poll(query, this.#heldIds());
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
  }

  /** Ends the loops, lets running actions finish within `drainMs`, delivers results, closes connections. */
  async stop(drainMs: number): Promise<void> {
    const { seams } = this.#port;
    const deadline = seams.now() + drainMs;
    this.#stop.abort();
    await this.executor.drain(drainMs);
    const delivered = new AbortController();
    void this.outbox.empty().then(() => delivered.abort());
    await seams.sleep(Math.max(deadline - seams.now(), deliveryGraceMs), delivered.signal);
    this.outbox.clear();
    await this.#transport.close();
  }

  #heldIds() {
    return [...this.executor.heldIds(), ...this.outbox.ids()];
  }

  /** After an outage the server may know less than it did: declare everything again, and deliver what waits. */
  #catchUp(loop: string): void {
    this.outbox.retryNow();
    if (loop !== "report" && loop !== "start") this.#nudges.report.nudge();
  }

  /** Another start of this agent, or an operator, may have put a new token into the file. */
  async #reloadCredentials(): Promise<void> {
    const saved = await readCredentials(this.#port.tokenFile).catch(() => null);
    if (!saved || this.session.isUsing(saved)) return;
    this.session.use(saved);
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
