import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { FastifyInstance, InjectOptions } from "fastify";

/** Headers that belong to one connection and mean nothing on another. */
const hopByHop: ReadonlySet<string> = new Set(["connection", "transfer-encoding", "keep-alive", "upgrade"]);

export interface RouteHandlerOptions {
  /** The header in which this process notes the socket's address; nobody outside knows its name. */
  readonly addressHeader?: string;
}

/**
 * The API as a web handler: passes the `Request` to the same Fastify instance that owns a socket elsewhere, and its
 * answer back, streaming both long answers and the news that the caller has left.
 */
export function toRouteHandler(
  api: () => Promise<FastifyInstance>,
  options: RouteHandlerOptions = {},
): (request: Request) => Promise<Response> {
  return async (request) => {
    const app = await api();
    await app.ready();
    const url = new URL(request.url);
    const headers = Object.fromEntries(request.headers);
    const { addressHeader } = options;
    const remoteAddress = addressHeader === undefined ? undefined : headers[addressHeader];
    if (addressHeader !== undefined) delete headers[addressHeader];
    const hasBody = request.method !== "GET" && request.method !== "HEAD";
    const reply = await app.inject({
      method: methodOf(request),
      url: url.pathname + url.search,
      // Without one the library would make up its own, which would then stand in the audit trail.
      headers: { "user-agent": undefined, ...headers },
      remoteAddress,
      ...(hasBody ? { payload: Buffer.from(await request.arrayBuffer()) } : {}),
      payloadAsStream: true,
      signal: request.signal,
    });
    const hasReplyBody = reply.statusCode !== 204 && reply.statusCode !== 304 && request.method !== "HEAD";
    return new Response(hasReplyBody ? webStream(reply.stream()) : null, {
      status: reply.statusCode,
      headers: replyHeaders(reply.headers),
    });
  };
}

function replyHeaders(headers: Readonly<Record<string, number | string | string[] | undefined>>): Headers {
  const out = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || hopByHop.has(name)) continue;
    // Cookies must stay apart; a list in one header would be one broken cookie.
    for (const one of Array.isArray(value) ? value : [value]) out.append(name, String(one));
  }
  return out;
}

/** Node's and the web's stream types describe the same object. */
function webStream(stream: Readable): BodyInit {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array> as BodyInit;
}

/** Any method may arrive; what no route has answers 404 like an unknown path. */
function methodOf(request: Request): InjectOptions["method"] {
  return request.method as InjectOptions["method"];
}
