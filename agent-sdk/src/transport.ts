import { type Dispatcher, request as send } from "undici";
import { messageOf } from "./errors";
import { createDispatcher, type ProxyEnv } from "./proxy";

/** One HTTP request as plain data, so that the transport can live on another thread than its user. */
export interface WireRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole exchange. */
  readonly timeoutMs: number;
}

/** What came of it, as plain data. A failure is an answer too; nothing is thrown. */
export type WireReply =
  | {
      readonly kind: "reply";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly text: string;
    }
  | {
      readonly kind: "failure";
      readonly reason: "unreachable" | "timeout" | "aborted" | "too-large";
      /** The system's own name, e.g. ECONNREFUSED. */
      readonly code?: string;
      readonly message: string;
    };

export interface Transport {
  send(request: WireRequest, signal?: AbortSignal): Promise<WireReply>;
  /** Ends idle connections and cuts the others. */
  close(): Promise<void>;
}

/** No answer of the agent API is near this; a wrong address must not fill the host's memory. */
const replyLimitBytes = 16 * 1024 * 1024;

/** HTTP with connection reuse and the proxies of the environment. Holds nothing about agents or services. */
export function createTransport(env: ProxyEnv = process.env): Transport {
  const dispatcher = createDispatcher(env);
  return {
    close: () => dispatcher.destroy(),
    async send(request, signal) {
      const cut = new AbortController();
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        cut.abort();
      }, request.timeoutMs);
      // Not AbortSignal.any: the caller's signal lives long, and would remember every call.
      const forward = () => cut.abort();
      if (signal?.aborted) cut.abort();
      signal?.addEventListener("abort", forward, { once: true });
      try {
        // undici looks at the signal only once it is connected, so it is watched here as well.
        return await Promise.race([exchange(dispatcher, request, cut.signal), rejectOnAbort(cut.signal)]);
      } catch (error) {
        if (isLate) {
          return { kind: "failure", reason: "timeout", message: `no answer within ${request.timeoutMs} ms` };
        }
        if (signal?.aborted) return { kind: "failure", reason: "aborted", message: "the agent is stopping" };
        return { kind: "failure", reason: "unreachable", code: systemCode(error), message: describe(error) };
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", forward);
      }
    },
  };
}

async function exchange(
  dispatcher: Dispatcher,
  request: WireRequest,
  signal: AbortSignal,
): Promise<WireReply> {
  const reply = await send(request.url, {
    dispatcher,
    method: request.method,
    headers: request.headers,
    body: request.body,
    signal,
    // The caller's limit counts for all of it; undici's own would cut a long poll.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const text = await readText(reply.body);
  return text === undefined
    ? { kind: "failure", reason: "too-large", message: `more than ${replyLimitBytes} bytes` }
    : { kind: "reply", status: reply.statusCode, headers: flat(reply.headers), text };
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

async function readText(body: AsyncIterable<Buffer>): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > replyLimitBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) out[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return out;
}

/** A host with several addresses fails with one error for each; the first stands for all. */
function firstOf(error: unknown): unknown {
  return error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error;
}

function systemCode(error: unknown): string | undefined {
  const first = firstOf(error);
  return first instanceof Error && "code" in first && typeof first.code === "string" ? first.code : undefined;
}

function describe(error: unknown): string {
  const first = firstOf(error);
  return messageOf(first) || systemCode(first) || "connection failed";
}
