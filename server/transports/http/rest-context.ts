import { isIP } from "node:net";
import { type OperationShape, validationError } from "@opstage/contracts";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Actor, RequestMeta } from "../../services/context";
import type { Answer, CallContext } from "../call";
import type { Sessions } from "../sessions";
import type { ApiContext } from "./api-context";

const userAgentMaxLength = 512;
const idempotencyKeyMaxLength = 128;

/** Who asked and from where, for the audit trail. */
export function requestMeta(request: FastifyRequest): RequestMeta {
  return {
    requestId: request.id,
    ipAddress: clientAddress(request),
    userAgent: request.headers["user-agent"]?.slice(0, userAgentMaxLength),
  };
}

/** The socket's address, or the one that as many proxies as are trusted vouch for. */
export function clientAddress(request: FastifyRequest): string | undefined {
  const address = request.ip?.replace(/^::ffff:(?=\d+\.)/, "");
  return address !== undefined && isIP(address) !== 0 ? address : undefined;
}

/** What a REST call gives a verb. Plain values only: accessors made for every call would each be a hidden class. */
export function restContext<A extends Actor>(
  api: ApiContext,
  call: { readonly actor: A; readonly operation: OperationShape; readonly answer: Answer },
  http: { readonly request: FastifyRequest; readonly signal: AbortSignal | undefined },
): CallContext<A> {
  return {
    deps: api.deps,
    actor: call.actor,
    answer: call.answer,
    via: "rest",
    idempotencyKey: call.operation.idempotent === true ? idempotencyKey(http.request) : undefined,
    // Where an agent calls from is in no row; looking would cost a part of its call.
    request: call.actor.type === "AGENT" ? { requestId: http.request.id } : requestMeta(http.request),
    signal: http.signal,
  };
}

/** How a person's REST call answers beside its data. */
export function restAnswer(reply: FastifyReply, sessions: Sessions): Answer {
  return {
    setStatus: (status) => void reply.code(status),
    async openSession(sessionId) {
      reply.header("set-cookie", await sessions.cookieFor(sessionId));
    },
    closeSession: () => void reply.header("set-cookie", sessions.noCookie),
  };
}

function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (typeof key !== "string" || key === "" || key.length > idempotencyKeyMaxLength) {
    throw validationError([
      { path: "Idempotency-Key", message: `Must have 1 to ${idempotencyKeyMaxLength} characters` },
    ]);
  }
  return key;
}
