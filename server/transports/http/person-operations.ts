import { appError, parseRequest } from "@opstage/contracts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AnonymousActor, UserActor } from "../../services/context";
import type { Download } from "../../services/download";
import type { Mounted } from "../call";
import { auditRefusal, requireAccess, requireFeature } from "../guard";
import { asQuery } from "./agent-operations";
import type { ApiContext } from "./api-context";
import { sendDownload } from "./download";
import { successBody } from "./replies";
import { replyCheck } from "./reply-check";
import { requestMeta, restAnswer, restContext } from "./rest-context";

declare module "fastify" {
  interface FastifyRequest {
    /** The signed-in person, once the session was checked. */
    person: UserActor | null;
  }
  interface FastifyContextConfig {
    /** `agents.disable`, for the log. */
    operation?: string;
  }
}

const stranger: AnonymousActor = { type: "ANONYMOUS" };

/** Asking who one is counts as a visit, as any change does. Other reads may be a page refreshing itself. */
const visits: ReadonlySet<string> = new Set(["auth.me", "auth.csrf"]);

/** Mounts what people and the public call over REST. */
export function mountPersonOperations(
  app: FastifyInstance,
  api: ApiContext,
  mounted: readonly Mounted[],
): void {
  const { deps, sessions } = api;
  app.decorateRequest("person", null);

  for (const { noun, verb, operation, handler } of mounted) {
    const name = `${noun}.${verb}`;
    const check = api.checksReplies ? replyCheck(operation, name) : undefined;
    const isActive = operation.method !== "GET" || visits.has(name);

    async function admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      const found = await sessions.find(request.headers.cookie, isActive ? "active" : "background");
      const attempt = { name, operation, via: "rest" as const };
      try {
        const shown = {
          csrfToken: header(request, "x-csrf-token"),
          fetchSite: header(request, "sec-fetch-site"),
        };
        const { actor } = requireAccess(attempt, found?.open ?? null, { ...shown, now: deps.clock.now() });
        request.person = actor;
      } catch (error) {
        if (found)
          await auditRefusal(
            { deps, actor: found.open.actor, request: requestMeta(request) },
            attempt,
            error,
          );
        throw error;
      }
      if (found?.setCookie !== undefined) reply.header("set-cookie", found.setCookie);
    }

    app.route({
      method: operation.method,
      url: operation.path,
      // A HEAD of a public state costs nothing; others might have effects.
      exposeHeadRoute: operation.caller === "public" && operation.method === "GET",
      config: {
        allowsEmptyBody: operation.bodyIsOptional === true,
        operation: name,
        isVital: operation.caller === "public" && operation.method === "GET",
      },
      async onRequest(request: FastifyRequest, reply: FastifyReply) {
        if (deps.stopping.aborted) throw appError("SHUTTING_DOWN", { retryAfterSeconds: 5 });
        if (operation.caller === "session") await admit(request, reply);
        requireFeature(deps, operation);
      },
      async handler(request: FastifyRequest, reply: FastifyReply) {
        const input = parseRequest(operation, {
          params: request.params,
          query: asQuery(request.query),
          body: request.body,
        });
        const actor = request.person ?? stranger;
        const call = { actor, operation, answer: restAnswer(reply, sessions) };
        // Only what reads may wait, for a query or an agent; a change goes on to its end when its caller has left.
        const signal =
          operation.caller === "session" && operation.method === "GET" ? api.signals(reply.raw) : undefined;
        const result = await handler(restContext(api, call, { request, signal }), input);
        if (operation.reply === "file") return sendDownload(reply, asDownload(result));
        check?.(result);
        return successBody(operation, result);
      },
    });
  }
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}

/** A handler of a `file` operation returns a Download: its type says so. */
function asDownload(result: unknown): Download {
  return result as Download;
}
