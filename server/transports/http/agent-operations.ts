import { type AgentId, appError, type OperationShape, parseRequest } from "@opstage/contracts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { authenticateAgent } from "../../services/agents/authenticate";
import type { AgentActor, AnonymousActor } from "../../services/context";
import type { Answer, Mounted } from "../call";
import { requireFeature } from "../guard";
import type { ApiContext } from "./api-context";
import { sendFailure, successBody } from "./replies";
import { replyCheck } from "./reply-check";
import { logReply } from "./request-log";
import { clientAddress, restContext } from "./rest-context";

declare module "fastify" {
  interface FastifyRequest {
    /** Who the bearer token proved to be. */
    agent: AgentActor | null;
  }
}

/** Agents reuse a connection for as long as we promise; ours lives longer, so they never meet a closing one. */
const keepAliveHint = "timeout=5";

/** Room for the envelope and for escapes: what is too large for a result must reach the verb that says so. */
const resultBodyFactor = 2;

const bearerPrefix = "Bearer ";
const stranger: AnonymousActor = { type: "ANONYMOUS" };

/** Agents answer to no browser: there is no session to open. */
const agentAnswer: Answer = {
  setStatus() {},
  openSession: () => Promise.reject(new Error("An agent has no session")),
  closeSession() {},
};

/**
 * Mounts what agents call. This is the load of the server, so nothing runs here that an agent does not need: one hook
 * (the bearer check, before a byte of the body is read) and one handler.
 */
export function mountAgentOperations(
  app: FastifyInstance,
  api: ApiContext,
  mounted: readonly Mounted[],
): void {
  const { deps } = api;
  app.decorateRequest("agent", null);

  for (const { noun, verb, operation, handler } of mounted) {
    const name = `${noun}.${verb}`;
    const check = api.checksReplies ? replyCheck(operation, name) : undefined;
    const isParked = operation.query !== undefined;
    app.route({
      method: operation.method,
      url: operation.path,
      exposeHeadRoute: false,
      bodyLimit: bodyLimitOf(operation, api),
      config: { allowsEmptyBody: operation.bodyIsOptional === true, operation: name },
      async onRequest(request: FastifyRequest, reply: FastifyReply) {
        reply.header("x-request-id", request.id).header("keep-alive", keepAliveHint);
        if (deps.stopping.aborted) throw appError("SHUTTING_DOWN", { retryAfterSeconds: 5 });
        if (operation.caller !== "agent") return;
        const token = bearerToken(request.headers.authorization);
        try {
          request.agent = await authenticateAgent(deps, { agentId: agentIdOf(request), token });
        } catch (denial) {
          await api.admission.untilDenied(clientAddress(request));
          throw denial;
        }
        const refusal = api.admission.refusalOfAgent(request.agent.id);
        if (refusal !== null) {
          await api.admission.untilSent();
          sendFailure(request, reply, refusal);
          return reply;
        }
        requireFeature(deps, operation);
        const turn = api.admission.turn();
        if (turn !== undefined) await turn;
      },
      async handler(request: FastifyRequest, reply: FastifyReply) {
        const actor = request.agent ?? stranger;
        const input = parseRequest(operation, {
          params: request.params,
          query: asQuery(request.query),
          body: request.body,
        });
        const call = { actor, operation, answer: agentAnswer };
        // Only a call that may wait has to hear that its caller left.
        const signal = mayWait(input) ? api.signals(reply.raw) : undefined;
        const result = await handler(restContext(api, call, { request, signal }), input);
        check?.(result);
        if (api.logsEverything || reply.elapsedTime > 1000) {
          logReply(deps.log, { request, reply, operation: name, caller: request.agent?.id, isParked });
        }
        return successBody(operation, result);
      },
    });
  }
}

function mayWait(input: object): boolean {
  return "wait" in input && input.wait !== 0;
}

function bodyLimitOf(operation: OperationShape, api: ApiContext): number {
  const { bodyLimitBytes } = api.deps.config.http;
  if (operation.bodyLimit !== "command-result") return bodyLimitBytes;
  return Math.max(bodyLimitBytes, api.deps.config.commands.resultMaxBytes * resultBodyFactor);
}

function bearerToken(header: string | undefined): string | undefined {
  return header?.startsWith(bearerPrefix) ? header.slice(bearerPrefix.length).trim() : undefined;
}

/** The path's agent as it was written. Only compared with the token's agent: a malformed one is nobody's. */
function agentIdOf(request: FastifyRequest): AgentId {
  const { agentId } = request.params as { agentId: AgentId };
  return agentId;
}

/** Fastify's query parser returns an object of strings and lists of strings. */
export function asQuery(query: unknown): Readonly<Record<string, unknown>> {
  return query as Readonly<Record<string, unknown>>;
}
