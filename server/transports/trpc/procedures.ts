import { appError, parseCall, procedureKind } from "@opstage/contracts";
import type { Actor, AnonymousActor } from "../../services/context";
import type { CallContext, Mounted } from "../call";
import { auditRefusal, requireAccess, requireFeature } from "../guard";
import { replyCheck } from "../http/reply-check";
import { slowRequestMs } from "../http/request-log";
import { requestMeta, restAnswer } from "../http/rest-context";
import type { TrpcContext } from "./context";

/** What tRPC gives a resolver. */
export interface Resolved {
  readonly ctx: TrpcContext;
  readonly input: unknown;
}

const stranger: AnonymousActor = { type: "ANONYMOUS" };

/** The resolver of an operation: the same checks in the same order as over REST, then the same handler. */
export function resolverOf(mounted: Mounted, options: { readonly checksReplies: boolean }) {
  const { operation, handler } = mounted;
  const name = `${mounted.noun}.${mounted.verb}`;
  const attempt = { name, operation, via: "trpc" as const };
  const check = options.checksReplies ? replyCheck(operation, name) : undefined;
  const isChange = procedureKind(operation) === "mutation";

  async function admit(ctx: TrpcContext): Promise<Actor> {
    if (operation.caller !== "session") return stranger;
    const { deps } = ctx.api;
    const found = await ctx.session();
    try {
      const shown = { csrfToken: header(ctx, "x-csrf-token"), fetchSite: header(ctx, "sec-fetch-site") };
      return requireAccess(attempt, found?.open ?? null, { ...shown, now: deps.clock.now() }).actor;
    } catch (error) {
      const request = requestMeta(ctx.request);
      if (found) await auditRefusal({ deps, actor: found.open.actor, request }, attempt, error);
      throw error;
    }
  }

  return async ({ ctx, input }: Resolved): Promise<unknown> => {
    const { deps, sessions } = ctx.api;
    if (deps.stopping.aborted) throw appError("SHUTTING_DOWN");
    const startedAt = deps.clock.now();
    const actor = await admit(ctx);
    requireFeature(deps, operation);
    const call: CallContext = {
      deps,
      actor,
      request: requestMeta(ctx.request),
      // One signal a request: when its caller leaves, all procedures of the batch are abandoned.
      signal: ctx.signal(),
      idempotencyKey: operation.idempotent === true ? header(ctx, "idempotency-key") : undefined,
      answer: restAnswer(ctx.reply, sessions),
      via: "trpc",
    };
    const reply = await handler(call, parseCall(operation, input));
    check?.(reply);
    const ms = deps.clock.now() - startedAt;
    const level = isChange || ms > slowRequestMs ? "info" : "debug";
    const caller = actor.type === "USER" ? actor.id : undefined;
    deps.log[level]({ requestId: ctx.request.id, operation: name, caller, ms, via: "trpc" }, "call");
    return reply;
  };
}

function header(ctx: TrpcContext, name: string): string | undefined {
  const value = ctx.request.headers[name];
  return typeof value === "string" ? value : undefined;
}
