import { randomBytes } from "node:crypto";
import { adminOperations, agentOperations, systemOperations } from "@opstage/contracts";
import Fastify, { type FastifyInstance } from "fastify";
import type { LoadProbe } from "../../runtime/load-probe";
import type { Deps } from "../../services/context";
import { pairHandlers } from "../call";
import { createHandlers, type HandlerOptions } from "../handlers";
import { type ConsolePages, mountPages } from "../pages/console-pages";
import { createSessions } from "../sessions";
import { mountTrpc } from "../trpc/mount";
import { createAdmission } from "./admission";
import { mountAgentOperations } from "./agent-operations";
import type { ApiContext } from "./api-context";
import { acceptJsonBodies } from "./body";
import { answerFailures, answerNotFound, answerUnreadable } from "./failures";
import { mountPersonOperations } from "./person-operations";
import { withReportMemory } from "./remembered-report";
import { sendFailure } from "./replies";
import { logReply } from "./request-log";
import { securityHeaders } from "./security-headers";
import { createCallerSignals } from "./signals";

declare module "fastify" {
  interface FastifyContextConfig {
    /** A person's or the public's route: its replies are logged when they are done. */
    isByPerson?: boolean;
    /** It waits or streams by design; its duration is no news. */
    isParked?: boolean;
    /** Answered whatever the load is: it tells others about it. */
    isVital?: boolean;
  }
}

/** Longer than the hint agents get, so that they are the ones who close idle connections. */
const keepAliveTimeoutMs = 72_000;
/** A poll may name a thousand running commands in its query. */
const maxHeaderBytes = 65_536;
/** tRPC batches put the names of all procedures into one path segment. */
const maxParamLength = 4096;

export interface ApiOptions extends HandlerOptions {
  /** The console, where this server shows it; absent behind Next and in tests. */
  readonly pages?: ConsolePages;
  readonly load: LoadProbe;
}

/**
 * The API: every operation over REST and tRPC, and the console's pages behind it. Works on a socket (`listen`) and
 * without one (`inject`, see `toRouteHandler`).
 */
export function createApi(deps: Deps, options: ApiOptions): FastifyInstance {
  const { config, log } = deps;
  const { trustedProxies } = config.http;
  const app = Fastify({
    logger: false,
    bodyLimit: config.http.bodyLimitBytes,
    genReqId: requestIds(),
    trustProxy: trustedProxies > 0 ? (_address, hop) => hop < trustedProxies : false,
    keepAliveTimeout: keepAliveTimeoutMs,
    // Our own hooks answer 503 in the envelope while the server stops.
    return503OnClosing: false,
    forceCloseConnections: "idle",
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength },
    http: { maxHeaderSize: maxHeaderBytes },
    clientErrorHandler: answerUnreadable,
    // Paths that cannot be decoded: there is no route yet, so no error handler either.
    frameworkErrors: (error, request, reply) => void sendFailure(request, reply, error),
  });
  const api: ApiContext = {
    deps,
    sessions: createSessions(deps),
    signals: createCallerSignals(deps.stopping),
    admission: createAdmission(deps, options.load),
    checksReplies: !config.env.isProduction,
    logsEverything: log.isLevelEnabled("debug"),
  };
  app.server.on("connection", () => api.admission.noteConnection());
  const handlers = createHandlers(options);
  acceptJsonBodies(app);
  answerFailures(app, log);
  app.setNotFoundHandler((request, reply) => answerNotFound(request, reply, log));

  app.register(async (agents) => {
    mountAgentOperations(agents, api, pairHandlers(agentOperations, handlers.agent).map(withReportMemory));
  });
  app.register(async (people) => {
    watchPeople(people, api);
    mountPersonOperations(people, api, [
      ...pairHandlers(systemOperations, handlers.system),
      ...pairHandlers(adminOperations, handlers.admin),
    ]);
    await people.register(async (trpc) =>
      mountTrpc(trpc, api, pairHandlers(adminOperations, handlers.admin)),
    );
  });
  app.register(async (pages) => mountPages(pages, deps, options.pages));
  return app;
}

/** Request ids that are unique among restarts and cheap to make. */
function requestIds(): () => string {
  const boot = randomBytes(5).toString("hex");
  let count = 0;
  return () => `${boot}-${(++count).toString(36)}`;
}

/** What every reply to a person carries, and the line the log gets of it. */
function watchPeople(app: FastifyInstance, { admission, deps }: ApiContext): void {
  // What people see is theirs alone and changes all the time.
  const headers = { ...securityHeaders(deps.config, "api"), "cache-control": "no-store" };
  app.addHook("onRoute", (route) => {
    route.config = { ...route.config, isByPerson: true };
  });
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(headers).header("x-request-id", request.id);
    const refusal = request.routeOptions.config.isVital === true ? null : admission.refusalOfPerson();
    if (refusal === null) done();
    else done(refusal);
  });
  app.addHook("onResponse", (request, reply, done) => {
    const { operation, isParked, logsItself } = request.routeOptions.config;
    // What failed before a procedure was reached has no other line.
    if (logsItself === true && request.failure === null) return done();
    logReply(deps.log, {
      request,
      reply,
      operation,
      isParked,
      isByPerson: true,
      caller: request.person?.id,
      failure: request.failure ?? undefined,
    });
    done();
  });
}
