import { Agent, type Dispatcher, request } from "undici";
import { messageOf } from "../../errors";
import { ChildError } from "../child-error";
import { lookupLocal } from "./address";

export interface HttpCall {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  readonly limitBytes: number;
}

export interface HttpReply {
  readonly status: number;
  readonly contentType: string;
  readonly location: string | undefined;
  readonly text: string;
}

/** Many calls of one child may wait at once without holding up its health. */
const connectionsMax = 32;
const connectTimeoutMs = 3_000;

/** Connections to one child: never through a proxy, and only to this machine and its networks unless allowed. */
export function createConnections(allowRemote: boolean): Agent {
  return new Agent({
    connections: connectionsMax,
    pipelining: 1,
    connect: { timeout: connectTimeoutMs, ...(allowRemote ? {} : { lookup: lookupLocal }) },
    // Calls are bounded by their signal; an action may take as long as it was given.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

/**
 * One HTTP call with a limit on what is read.
 * @throws ChildError when the child cannot be reached or answers too much; the signal's reason when it aborts
 */
export function callHttp(connections: Agent, call: HttpCall): Promise<HttpReply> {
  return send(connections, call, async (reply) => ({
    status: reply.statusCode,
    contentType: headerOf(reply, "content-type") ?? "",
    location: headerOf(reply, "location"),
    text: await readText(reply, call),
  }));
}

/** The status of an answer whose body matters to nobody; it may well be a stream without end. */
export function askStatus(connections: Agent, call: Omit<HttpCall, "limitBytes">): Promise<number> {
  return send(connections, call, async ({ statusCode, body }) => {
    body.on("error", () => {}).destroy();
    return statusCode;
  });
}

async function send<T>(
  connections: Agent,
  call: Omit<HttpCall, "limitBytes">,
  read: (reply: Dispatcher.ResponseData) => Promise<T>,
): Promise<T> {
  const { url, method, headers, body, signal } = call;
  try {
    return await read(await request(url, { dispatcher: connections, method, headers, body, signal }));
  } catch (error) {
    if (error instanceof ChildError) throw error;
    signal.throwIfAborted();
    throw new ChildError("CHILD_UNREACHABLE", `Cannot reach ${url}: ${reasonOf(error)}`, error);
  }
}

async function readText({ body }: Dispatcher.ResponseData, call: HttpCall): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > call.limitBytes) {
      body.destroy();
      const text = `${call.url} answered more than ${call.limitBytes} bytes`;
      throw new ChildError("CHILD_REPLY_TOO_LARGE", text);
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function headerOf({ headers }: Dispatcher.ResponseData, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** `connect ECONNREFUSED 127.0.0.1:3101`; several addresses of a name fail together with an empty message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return error.errors.map(messageOf).join("; ");
  return messageOf(error);
}
