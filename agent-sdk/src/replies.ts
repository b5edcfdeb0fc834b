import type { AgentId, CommandId, ServiceId } from "@opstage/contracts";
import type { ApiReply } from "./client";
import { isId } from "./ids";
import { isRecord } from "./json";
import type { JsonObject } from "./types";

/**
 * Readers of Opstage's answers. They take what the SDK needs and tolerate everything else, so that an older
 * agent works with a newer server and the other way round.
 */

/** Intervals the server wishes for, in seconds; absent values change nothing. */
export interface ServerIntervals {
  readonly heartbeatIntervalSeconds?: number;
  readonly commandPollIntervalSeconds?: number;
}

export interface RegisterReply extends ServerIntervals {
  readonly agentId: AgentId;
  readonly agentToken: string;
}

export interface HeartbeatReply extends ServerIntervals {
  /** Commands whose outcome is no longer wanted. */
  readonly cancel: readonly CommandId[];
  /** Opstage asks for a new agent token. */
  readonly rotateToken?: boolean;
}

/** A command as it came from the server. */
export interface IncomingCommand {
  readonly id: CommandId;
  readonly type: "ACTION_PREPARE" | "ACTION_EXECUTE";
  readonly serviceId?: string;
  readonly serviceCode?: string;
  readonly actionName: string;
  readonly payload: JsonObject;
  /** Which run of this command it is; absent on servers without leases. */
  readonly attempt?: number;
  readonly timeoutSeconds?: number;
}

export interface PollReply extends HeartbeatReply {
  readonly commands: readonly IncomingCommand[];
  /** The server understands `wait`. */
  readonly longPoll: boolean;
  /** The agent itself has ended the request. */
  readonly isReleased?: boolean;
}

/** Null when the answer holds no credentials. */
export function readRegisterReply(reply: ApiReply): RegisterReply | null {
  const data = recordOf(reply.data);
  const { agentId } = data;
  const agentToken = text(data.agentToken);
  return isId("agt", agentId) && agentToken ? { agentId, agentToken, ...intervals(data) } : null;
}

export function readHeartbeatReply(reply: ApiReply): HeartbeatReply {
  const data = recordOf(reply.data);
  return { ...intervals(data), cancel: commandIds(data.cancel), rotateToken: data.rotateToken === true };
}

export function readPollReply(reply: ApiReply): PollReply {
  const control = isRecord(reply.control) ? reply.control : undefined;
  const items: unknown[] = Array.isArray(reply.data) ? reply.data : [];
  return {
    commands: items.map(readCommand).filter((command) => command !== undefined),
    longPoll: control !== undefined,
    cancel: commandIds(control?.cancel),
    rotateToken: control?.rotateToken === true,
    ...intervals(control ?? {}),
  };
}

export function readProgressReply(reply: ApiReply): { cancel: boolean } {
  return { cancel: recordOf(reply.data).cancel === true };
}

/** Undefined when the answer holds no token. */
export function readCandidateToken(reply: ApiReply): string | undefined {
  return text(recordOf(reply.data).agentToken);
}

/** The ids that the server gave to the reported services, by code. */
export function readServiceIds(reply: ApiReply): Map<string, ServiceId> {
  const ids = new Map<string, ServiceId>();
  const services = recordOf(reply.data).services;
  for (const service of Array.isArray(services) ? services : []) {
    const { code, id } = recordOf(service);
    if (typeof code === "string" && isId("svc", id)) ids.set(code, id);
  }
  return ids;
}

function readCommand(value: unknown): IncomingCommand | undefined {
  const { id, type, actionName, payload, ...rest } = recordOf(value);
  if (!isId("cmd", id) || typeof actionName !== "string") return undefined;
  if (type !== "ACTION_PREPARE" && type !== "ACTION_EXECUTE") return undefined;
  return {
    id,
    type,
    actionName,
    payload: asJsonObject(payload),
    serviceId: text(rest.serviceId),
    serviceCode: text(rest.serviceCode),
    attempt: positive(rest.attempt),
    timeoutSeconds: positive(rest.timeoutSeconds),
  };
}

function intervals(data: Record<string, unknown>): ServerIntervals {
  return {
    heartbeatIntervalSeconds: positive(data.heartbeatIntervalSeconds),
    commandPollIntervalSeconds: positive(data.commandPollIntervalSeconds),
  };
}

function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function commandIds(value: unknown): CommandId[] {
  return Array.isArray(value) ? value.filter((item) => isId("cmd", item)) : [];
}

function positive(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : undefined;
}

/** The value came out of JSON.parse, so a record of it is a JSON object. */
function asJsonObject(value: unknown): JsonObject {
  return isRecord(value) ? (value as JsonObject) : {};
}
