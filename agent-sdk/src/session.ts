import { hostname, platform } from "node:os";
import { agentOperations, type CommandId, type InstanceId } from "@opstage/contracts";
import { version } from "../package.json";
import type { ApiReply, Client } from "./client";
import type { Credentials } from "./credentials";
import { AgentApiError, AgentAuthError, NetworkError, RegistrationError } from "./errors";
import { type GovernedService, toReportedHealth } from "./governed-service";
import type { AgentIdentity } from "./options";
import type { ResultBody } from "./outbox";
import {
  type HeartbeatReply,
  type PollReply,
  type RegisterReply,
  readHeartbeatReply,
  readPollReply,
  readRegisterReply,
  readServiceIds,
} from "./replies";

const { agents } = agentOperations;
const sdk = { name: "@opstage/agent", version };
/** What a held poll may take beyond its wait: the way there and back. */
const pollSlackMs = 10_000;

export const userAgent = `opstage-agent-node/${version} node/${process.versions.node}`;

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
    const reports = await Promise.all(services.map((service) => service.report()));
    if (reports.length === 0) return;
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
    const call = { ...healthOf(services), running: [...running], ...this.#process };
    const reply = await this.#call((agentId, options) =>
      this.#client.call(agents.heartbeat, { agentId, ...call }, options),
    );
    return readHeartbeatReply(reply);
  }

  async poll(
    query: { readonly limit: number; readonly wait?: number },
    running: readonly CommandId[],
  ): Promise<PollReply> {
    const { limit, wait } = query;
    const timeoutMs = (wait ?? 0) * 1_000 + pollSlackMs;
    const { instanceId } = this.#process;
    const reply = await this.#call((agentId, options) =>
      this.#client.call(
        agents.poll,
        { agentId, limit, wait, instanceId, running: running.join(",") },
        { ...options, timeoutMs },
      ),
    );
    return readPollReply(reply);
  }

  async result(commandId: CommandId, attempt: number | undefined, result: ResultBody): Promise<void> {
    await this.#call((agentId, { token }) =>
      this.#client.call(agents.result, { agentId, commandId, attempt, ...result }, { token }),
    );
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
