import type { AppError } from "@opstage/contracts";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Log } from "../../runtime/log";

/** Slower replies are worth a line. Polls that wait and streams are slow by design and not measured. */
export const slowRequestMs = 1000;

const safeMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** What the log says of one reply. */
export interface RepliedCall {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** `agents.heartbeat`, where an operation was matched. */
  readonly operation?: string;
  /** Who called: a user's or an agent's id. */
  readonly caller?: string;
  readonly failure?: AppError;
  /** Its time says nothing: it waits on purpose. */
  readonly isParked?: boolean;
  /** A person did it, so a change is worth a line. */
  readonly isByPerson?: boolean;
}

/**
 * One line for every failure, every change by a person and every slow reply; the rest at debug. Successful agent calls
 * are most of the load and cost nothing while debug is off.
 */
export function logReply(log: Log, call: RepliedCall): void {
  const { request, reply, failure } = call;
  const status = reply.statusCode;
  const isSlow = call.isParked !== true && reply.elapsedTime > slowRequestMs;
  const isChange = call.isByPerson === true && !safeMethods.has(request.method);
  const level = status >= 500 ? "error" : status >= 400 ? "warn" : isSlow || isChange ? "info" : "debug";
  if (!log.isLevelEnabled(level)) return;
  log[level](
    {
      requestId: request.id,
      method: request.method,
      path: pathOf(request.url),
      operation: call.operation,
      caller: call.caller,
      status,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(failure ? { code: failure.publicCode } : {}),
      ...(failure && status >= 500 ? { err: failure.cause ?? failure } : {}),
    },
    isSlow ? "slow request" : "request",
  );
}

/** Query strings may hold what people search for; they stay out of the log. */
function pathOf(url: string): string {
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}
