import { appError, type LiveEvent, procedureKind } from "@opstage/contracts";
import { initTRPC } from "@trpc/server";
import type { Mounted } from "../call";
import type { TrpcContext } from "./context";
import { publicFailure, toTrpcError } from "./failures";
import { streamChanges } from "./live";
import { type Resolved, resolverOf } from "./procedures";

const t = initTRPC.context<TrpcContext>().create({
  isDev: false,
  errorFormatter({ shape, error, ctx }) {
    const requestId = ctx?.request.id ?? "";
    const { status, code, message, details } = publicFailure(error, requestId);
    return {
      ...shape,
      message,
      data: { ...shape.data, httpStatus: status, appCode: code, details, requestId },
    };
  },
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
});

/** Inputs are parsed by the operation's own schemas, after the caller was let in. */
const rawInput = (input: unknown): unknown => input;

/** What the router is built from; `api` decides whether replies are checked. */
export interface RouterOptions {
  readonly checksReplies: boolean;
}

type Procedures = Record<string, ReturnType<typeof procedureOf>>;

/** The router of `AppRouter`: one procedure for every operation that tRPC shows, and the live stream. */
export function createRouter(mounted: readonly Mounted[], options: RouterOptions) {
  const nouns: Record<string, Procedures> = {};
  for (const one of mounted) {
    if (procedureKind(one.operation) === "none") continue;
    nouns[one.noun] = { ...nouns[one.noun], [one.verb]: procedureOf(one, options) };
  }
  return t.router({ ...nouns, live: { changes: liveChanges() } });
}

function procedureOf(mounted: Mounted, options: RouterOptions) {
  const resolve = resolverOf(mounted, options);
  const resolver = async (resolved: Resolved) => {
    try {
      return await resolve(resolved);
    } catch (error) {
      throw toTrpcError(error);
    }
  };
  const procedure = t.procedure.input(rawInput);
  return procedureKind(mounted.operation) === "query"
    ? procedure.query(resolver)
    : procedure.mutation(resolver);
}

function liveChanges() {
  return t.procedure.subscription(async ({ ctx, signal }) => {
    const { deps, sessions } = ctx.api;
    const found = await ctx.session().catch((error: unknown) => {
      throw toTrpcError(error);
    });
    return withTrpcErrors(
      found === null ? refused() : streamChanges({ deps, sessions, open: found.open, signal }),
    );
  });
}

/** Said inside the stream: a refused request would only be tried again by the browser. */
async function* refused(): AsyncGenerator<LiveEvent> {
  yield* [];
  throw appError("UNAUTHORIZED");
}

async function* withTrpcErrors(changes: AsyncGenerator<LiveEvent>): AsyncGenerator<LiveEvent> {
  try {
    yield* changes;
  } catch (error) {
    throw toTrpcError(error);
  }
}
