import type { FastifyReply, FastifyRequest } from "fastify";
import type { ApiContext } from "../http/api-context";
import type { FoundSession } from "../sessions";

/** What every procedure of one HTTP request shares. */
export interface TrpcContext {
  readonly api: ApiContext;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** The caller's session, looked up once a request. */
  session(): Promise<FoundSession | null>;
  /** Aborts when the caller leaves or the server stops. */
  signal(): AbortSignal;
}

/** A context for this request. `isActive`: a person acts, so the session lives on. */
export function createTrpcContext(
  api: ApiContext,
  call: { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly isActive: boolean },
): TrpcContext {
  const { request, reply } = call;
  let found: Promise<FoundSession | null> | undefined;
  let signal: AbortSignal | undefined;
  async function find(): Promise<FoundSession | null> {
    const session = await api.sessions.find(request.headers.cookie, call.isActive ? "active" : "background");
    if (session?.setCookie !== undefined) reply.header("set-cookie", session.setCookie);
    return session;
  }
  return {
    api,
    request,
    reply,
    session() {
      found ??= find();
      return found;
    },
    signal() {
      signal ??= api.signals(reply.raw);
      return signal;
    },
  };
}
