import type { IncomingMessage, ServerResponse } from "node:http";
import { appError } from "@opstage/contracts";
import type { FastifyInstance } from "fastify";
import type { Deps } from "../../services/context";
import { securityHeaders } from "../http/security-headers";
import { serveAssets } from "./assets";
import type { PagePolicy } from "./content-security-policy";

/** Renders a page of the console; Next's request handler is one. */
export type PageRenderer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The console as the API's server shows it. */
export interface ConsolePages {
  readonly render: PageRenderer;
  readonly policy: PagePolicy;
  /** The build whose assets are served here; null leaves them to the renderer (development). */
  readonly staticDir: string | null;
}

/**
 * Sends every GET that the API does not know to the renderer, with the headers of a page. Without pages it says that
 * there are none. Paths below `/api` are never pages, however they are written.
 */
export async function mountPages(
  app: FastifyInstance,
  deps: Deps,
  pages: ConsolePages | undefined,
): Promise<void> {
  const headers = new Map(Object.entries(securityHeaders(deps.config, "pages")));
  app.addHook("onRequest", (_request, reply, done) => {
    // On the response itself, because the renderer answers there.
    reply.raw.setHeaders(headers);
    done();
  });
  if (pages !== undefined && pages.staticDir !== null) serveAssets(app, pages.staticDir);
  app.route<{ Params: { "*": string } }>({
    method: "GET",
    url: "/*",
    exposeHeadRoute: true,
    async handler(request, reply) {
      const path = request.params["*"];
      if (path === "api" || path.startsWith("api/")) throw appError("NOT_FOUND");
      if (pages === undefined) throw appError("STATIC_NOT_FOUND");
      const { header, nonce } = pages.policy.forPage(`/${path}`);
      const { headers } = request.raw;
      // The renderer reads the nonce from the request, where nobody else may have put one.
      delete headers["content-security-policy-report-only"];
      if (nonce === "") delete headers["content-security-policy"];
      else headers["content-security-policy"] = `script-src 'nonce-${nonce}'`;
      reply.raw.setHeader("content-security-policy", header);
      reply.raw.setHeader("x-request-id", request.id);
      if (deps.stopping.aborted) reply.raw.setHeader("connection", "close");
      keepOutOfSharedCaches(reply.raw);
      reply.hijack();
      await pages.render(request.raw, reply.raw);
    },
  });
}

/**
 * The renderer offers pages built ahead to shared caches for a year. A page belongs to the build that made it, so
 * browsers ask each time whether theirs is current.
 */
function keepOutOfSharedCaches(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    const isShared = name.toLowerCase() === "cache-control" && String(value).includes("s-maxage");
    return setHeader(name, isShared ? "private, no-cache" : value);
  };
}
