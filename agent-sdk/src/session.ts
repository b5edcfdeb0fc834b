import { hostname, platform } from "node:os";
import { agentOperations, type CommandId, type InstanceId } from "@opstage/contracts";
import { version } from "../package.json";
import { readPublishReply } from "./bus/reply";
import type { OutgoingEvent, PublishReceipt } from "./bus/types";
import type { CancellationState } from "./cancellations";
import type { ApiReply, Client } from "./client";
import type { Credentials } from "./credentials";
import { AgentApiError, AgentAuthError, NetworkError, RegistrationError } from "./errors";
import { type GovernedService, toReportedHealth } from "./governed-service";
import type { AgentIdentity } from "./options";
import type { ProgressBatch } from "./progress-batch";
import {
  type HeartbeatReply,
  type PollReply,
  type RegisterReply,
  readCandidateToken,
  readHeartbeatReply,
  readPollReply,
  readProgressReply,
  readRegisterReply,
  readServiceIds,
} from "./replies";
import type { ResultBody } from "./result-body";
import type { WireRequest } from "./transport";

const { agents } = agentOperations;
const sdk = { name: "@opstage/agent", version };
/** What a held poll may take beyond its wait: the way there and back. */
const pollSlackMs = 10_000;
/** What the heartbeat's body takes. */
const runningInBody = 1_000;
/** What fits into an address that every server and proxy accepts. */
const runningInQuery = 200;

export const userAgent = `opstage-agent-node/${version} node/${process.versions.node}`;

export interface PollOptions {
  readonly limit: number;
  /** Seconds for which Opstage may hold the request. */
  readonly wait?: number;
  /** There is no room for an execution; forms and cancellations are wanted all the same. */
  readonly isFull?: boolean;
}

/** One run of an agent towards Opstage: its instance, its credentials, and the calls it makes. */
export class Session {
  readonly #client: Client;
  readonly #signal: AbortSignal;
  readonly #process;
  #credentials: Credentials | undefined;

  /** @param signal cuts every call but the sending of results, which a stopping agent still waits for */
  constructor(client: Client, instanceId: InstanceId, signal: AbortSignal) {
    this.#client = client;
    this.#signal = signal;
    this.#process = {
      instanceId,
      sdk,
      host: {
        hostname: hostname(),
        platform: `${platform()} ${process.arch}`,
        pid: process.pid,
        startedAt: new Date(performance.timeOrigin).toISOString(),
      },
    };
  }

  get agentId(): string | undefined {
    return this.#credentials?.agentId;
  }

  get credentials(): Credentials | undefined {
    return this.#credentials;
  }

  use(credentials: Credentials): void {
    this.#credentials = credentials;
  }

  isUsing(credentials: Credentials): boolean {
    return this.#credentials?.agentToken === credentials.agentToken;
  }

  /** @throws RegistrationError when Opstage refuses, NetworkError when it cannot be reached */
  async register(
    registrationToken: string,
    agent: AgentIdentity,
    service: GovernedService | undefined,
  ): Promise<RegisterReply> {
    const { runtime = "nodejs", ...identity } = agent;
    const call = {
      registrationToken,
      agent: { runtime, ...identity },
      service: await service?.report(),
      ...this.#process,
    };
    const reply = await this.#client.call(agents.register, call, { signal: this.#signal }).catch((error) => {
      throw error instanceof AgentApiError && !error.retryable
        ? new RegistrationError(`The registration was refused. ${error.message}`, error)
        : error;
    });
    const registered = readRegisterReply(reply);
    if (registered) return registered;
    throw new RegistrationError("Opstage's answer to the registration holds no agent token.", {
      url: agents.register.path,
    });
  }

  /** Declares the services; they learn their ids from the answer. */
  async report(services: readonly GovernedService[]): Promise<void> {
    if (services.length === 0) return;
    const reports = await Promise.all(services.map((service) => service.report()));
    const { instanceId } = this.#process;
    const reply = await this.#call((agentId, options) =>
      this.#client.call(agents.report, { agentId, services: reports, instanceId }, options),
    );
    const ids = readServiceIds(reply);
    for (const service of services) service.id = ids.get(service.code) ?? service.id;
  }

  async heartbeat(
    services: readonly GovernedService[],
    running: readonly CommandId[],
  ): Promise<HeartbeatReply> {
    const body = this.#heartbeatBody(services, running);
    const reply = await this.#call((agentId, options) =>
      this.#client.call(agents.heartbeat, { agentId, ...body }, options),
    );
    return readHeartbeatReply(reply);
  }

  /** The same heartbeat as plain data, for a thread that sends it while this one is busy; undefined before the registration. */
  heartbeatRequest(
    services: readonly GovernedService[],
    running: readonly CommandId[],
  ): WireRequest | undefined {
    if (!this.#credentials) return undefined;
    const { agentId, agentToken } = this.#credentials;
    const body = this.#heartbeatBody(services, running);
    return this.#client.requestOf(agents.heartbeat, { agentId, ...body }, { token: agentToken });
  }

  /** @param release answers this poll early, as if nothing had come */
  async poll(query: PollOptions, running: readonly CommandId[], release?: AbortSignal): Promise<PollReply> {
    const { limit, wait, isFull } = query;
    const timeoutMs = (wait ?? 0) * 1_000 + pollSlackMs;
    const { instanceId } = this.#process;
    const named = running.slice(0, runningInQuery).join(",");
    const reply = await this.#call((agentId, options) =>
      this.#client.call(
        agents.poll,
        { agentId, limit, wait, full: isFull ? "true" : undefined, instanceId, running: named },
        { ...options, timeoutMs, signal: release ?? options.signal },
      ),
    );
    return readPollReply(reply);
  }

  async result(commandId: CommandId, attempt: number | undefined, result: ResultBody): Promise<void> {
    await this.#call((agentId, { token }) =>
      this.#client.call(agents.result, { agentId, commandId, attempt, ...result }, { token }),
    );
  }

  /** Says how far a running action is; answers whether it was cancelled. */
  async progress(
    commandId: CommandId,
    attempt: number | undefined,
    { logs, ...batch }: ProgressBatch,
  ): Promise<{ cancel: boolean }> {
    const reply = await this.#call((agentId, { token }) =>
      this.#client.call(
        agents.progress,
        { agentId, commandId, attempt, ...batch, logs: [...logs] },
        { token },
      ),
    );
    return readProgressReply(reply);
  }

  async cancellation(
    commandId: CommandId,
    attempt: number | undefined,
    state: CancellationState,
  ): Promise<void> {
    await this.#call((agentId, { token }) =>
      this.#client.call(agents.cancellation, { agentId, commandId, attempt, state }, { token }),
    );
  }

  /** A token that works beside the one in use, and replaces it once it is confirmed. */
  async rotateToken(): Promise<string> {
    const reply = await this.#call((agentId, options) =>
      this.#client.call(agents.rotateToken, { agentId }, options),
    );
    const candidate = readCandidateToken(reply);
    if (candidate) return candidate;
    throw new AgentApiError("Opstage's answer to the rotation holds no agent token.", {
      url: agents.rotateToken.path,
    });
  }

  /** Makes these credentials the only ones. @throws AgentAuthError when Opstage does not know them */
  async confirmToken({ agentId, agentToken }: Credentials): Promise<void> {
    const options = { token: agentToken, signal: this.#signal };
    await this.#client.call(agents.confirmToken, { agentId }, options);
  }

  /** Not cut by the stop: a stopping agent still says what has happened. */
  async publish(event: OutgoingEvent): Promise<PublishReceipt> {
    const reply = await this.#call((agentId, { token }) =>
      this.#client.call(agents.publishEvent, { agentId, ...event }, { token }),
    );
    return readPublishReply(reply);
  }

  #heartbeatBody(services: readonly GovernedService[], running: readonly CommandId[]) {
    return { ...healthOf(services), running: running.slice(0, runningInBody), ...this.#process };
  }

  async #call(
    send: (
      agentId: Credentials["agentId"],
      options: { token: string; signal: AbortSignal },
    ) => Promise<ApiReply>,
  ): Promise<ApiReply> {
    const used = this.#credentials;
    if (!used) throw new NetworkError("The agent is not registered yet.", { url: agents.register.path });
    try {
      return await send(used.agentId, { token: used.agentToken, signal: this.#signal });
    } catch (error) {
      // The token was replaced while this call was under way: its refusal says nothing about the new one.
      const isOutdated = error instanceof AgentAuthError && this.#credentials !== used;
      throw isOutdated ? new NetworkError(error.message, error) : error;
    }
  }
}

/** One service is named by its id, as every server knows it; several need the longer form. */
function healthOf(services: readonly GovernedService[]) {
  const [only, ...others] = services;
  if (only && others.length === 0) {
    return { serviceId: only.id, health: toReportedHealth(only.healthCheck.latest) };
  }
  return {
    services: services.map((service) => ({
      serviceId: service.id,
      code: service.code,
      health: toReportedHealth(service.healthCheck.latest),
    })),
  };
}
