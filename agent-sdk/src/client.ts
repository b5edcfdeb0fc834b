import type { CallOf, OperationShape } from "@opstage/contracts";
import { AgentApiError, AgentAuthError, type ApiFailure, NetworkError } from "./errors";
import { isRecord } from "./json";
import type { Transport, WireReply, WireRequest } from "./transport";

const defaultTimeoutMs = 10_000;
const bodySampleChars = 300;

export interface CallOptions {
  readonly token?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** A successful answer, not yet read: the SDK takes from it what it knows and ignores the rest. */
export interface ApiReply {
  readonly data: unknown;
  /** What a poll's answer says beside its commands; absent on servers that know no long poll. */
  readonly control: unknown;
}

export interface Client {
  /**
   * Calls an operation of the contract.
   * @throws AgentApiError and its kinds
   */
  call<O extends OperationShape>(operation: O, input: CallOf<O>, options?: CallOptions): Promise<ApiReply>;
  /** What `call` would send. */
  requestOf<O extends OperationShape>(operation: O, input: CallOf<O>, options?: CallOptions): WireRequest;
}

/** The agent API over a transport. One try a call; when to try again is not its business. */
export function createClient(transport: Transport, backendUrl: string, userAgent: string): Client {
  const base = backendUrl.replace(/\/+$/, "");
  const requestOf: Client["requestOf"] = (operation, input, options = {}) =>
    toRequest(operation, { ...input }, { base, userAgent, ...options });
  return {
    requestOf,
    async call(operation, input, options = {}) {
      const request = requestOf(operation, input, options);
      const reply = await transport.send(request, options.signal);
      return readReply(reply, request.url);
    },
  };
}

interface RequestContext extends CallOptions {
  readonly base: string;
  readonly userAgent: string;
}

function toRequest(
  operation: OperationShape,
  input: Readonly<Record<string, unknown>>,
  context: RequestContext,
): WireRequest {
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(input[name] ?? "")),
  );
  const query = new URLSearchParams();
  for (const name of Object.keys(operation.query?.shape ?? {})) {
    const value = input[name];
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  const body = operation.body
    ? Object.fromEntries(Object.keys(operation.body.shape).map((name) => [name, input[name]]))
    : undefined;
  const headers: Record<string, string> = { accept: "application/json", "user-agent": context.userAgent };
  if (body) headers["content-type"] = "application/json";
  if (context.token) headers.authorization = `Bearer ${context.token}`;
  return {
    method: operation.method,
    url: `${context.base}${path}${query.size > 0 ? `?${query}` : ""}`,
    headers,
    body: body && JSON.stringify(body),
    timeoutMs: context.timeoutMs ?? defaultTimeoutMs,
  };
}

/** The data of a successful answer. @throws AgentApiError and its kinds for any other */
export function readReply(reply: WireReply, url: string): ApiReply {
  if (reply.kind === "failure") {
    const why = reply.code && !reply.message.includes(reply.code) ? `${reply.code}, ` : "";
    throw new NetworkError(`Cannot reach Opstage at ${url}: ${why}${reply.message}`, { url });
  }
  const envelope = parseEnvelope(reply.text);
  if (!envelope) throw notTheApi(reply, url);
  if (envelope.success && reply.status < 300) return { data: envelope.data, control: envelope.control };
  throw toError(reply, envelope, url);
}

/** What only Opstage says: a JSON object with a boolean `success`. A proxy's page, even with status 200, is not that. */
function parseEnvelope(text: string): (Record<string, unknown> & { success: boolean }) | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || typeof value.success !== "boolean") return undefined;
    return { ...value, success: value.success };
  } catch {
    return undefined;
  }
}

function notTheApi(reply: WireReply & { kind: "reply" }, url: string): NetworkError {
  const type = reply.headers["content-type"] ?? "no content type";
  const location = reply.headers.location;
  const hint =
    location && reply.status >= 300 && reply.status < 400
      ? `It redirects to ${location}; set backendUrl to that.`
      : "Something else than Opstage seems to answer there, a proxy perhaps; check backendUrl.";
  return new NetworkError(`${url} answered ${reply.status} (${type}), which is not Opstage's API. ${hint}`, {
    url,
    status: reply.status,
    body: reply.text.slice(0, bodySampleChars),
    retryAfterMs: retryAfterMs(reply.headers),
  });
}

function toError(
  reply: WireReply & { kind: "reply" },
  envelope: Record<string, unknown>,
  url: string,
): AgentApiError {
  const error = isRecord(envelope.error) ? envelope.error : {};
  const code = typeof error.code === "string" ? error.code : undefined;
  const text = typeof error.message === "string" ? error.message : "no message";
  const failure: ApiFailure = {
    url,
    status: reply.status,
    code,
    body: envelope,
    retryAfterMs: retryAfterMs(reply.headers),
  };
  const message = `Opstage answered ${reply.status} ${code ?? ""} to ${url}: ${text}${issuesOf(error.details)}`;
  if (reply.status >= 500 || reply.status === 429 || reply.status === 408) {
    return new NetworkError(message, failure);
  }
  if (reply.status === 401 || reply.status === 403) return new AgentAuthError(message, failure);
  return new AgentApiError(message, failure);
}

/** The values that a 422 names, as text. */
function issuesOf(details: unknown): string {
  if (!isRecord(details) || !Array.isArray(details.issues)) return "";
  const issues = details.issues.filter(isRecord).map((issue) => `${issue.path}: ${issue.message}`);
  return issues.length > 0 ? ` (${issues.join("; ")})` : "";
}

/** Seconds or an HTTP date, as milliseconds from now. */
function retryAfterMs(headers: Readonly<Record<string, string>>): number | undefined {
  const value = headers["retry-after"];
  if (value === undefined) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const at = Date.parse(value);
  const sentAt = Date.parse(headers.date ?? "");
  // Both instants come from the server, so the two clocks need not agree.
  return Number.isNaN(at) || Number.isNaN(sentAt) ? undefined : Math.max(0, at - sentAt);
}
