import { fastifyRequestHandler } from "@trpc/server/adapters/fastify";
import type { FastifyInstance } from "fastify";
import type { Mounted } from "../call";
import type { ApiContext } from "../http/api-context";
import { createTrpcContext } from "./context";
import { appErrorOf, publicFailure } from "./failures";
import { createRouter } from "./router";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route writes its own log lines, one a procedure. */
    logsItself?: boolean;
  }
}

/** Mounts the tRPC router at `/api/trpc`. */
export function mountTrpc(app: FastifyInstance, api: ApiContext, mounted: readonly Mounted[]): void {
  const { log } = api.deps;
  const router = createRouter(mounted, api);
  app.route<{ Params: { path: string } }>({
    method: ["GET", "POST"],
    url: "/api/trpc/:path",
    // A call without input is a POST without a body.
    config: { allowsEmptyBody: true, logsItself: true },
    async handler(request, reply) {
      const { path } = request.params;
      const isActive = request.method === "POST" || path.split(",").includes("auth.me");
      await fastifyRequestHandler({
        router,
        req: request,
        res: reply,
        path,
        createContext: () => createTrpcContext(api, { request, reply, isActive }),
        responseMeta({ errors }) {
          const [error] = errors;
          if (error === undefined) return {};
          const retryAfter = appErrorOf(error)?.retryAfterSeconds;
          return {
            // A batch keeps tRPC's own status: its parts may differ.
            ...(path.includes(",") ? {} : { status: publicFailure(error, request.id).status }),
            ...(retryAfter === undefined ? {} : { headers: { "retry-after": String(retryAfter) } }),
          };
        },
        onError({ error, path: operation }) {
          const { status, code } = publicFailure(error, request.id);
          const cause = appErrorOf(error)?.cause ?? error;
          const fields = { requestId: request.id, operation, status, code, via: "trpc" };
          if (status >= 500) log.error({ ...fields, err: cause }, "call");
          else log.warn(fields, "call");
        },
      });
      return reply;
    },
  });
}
