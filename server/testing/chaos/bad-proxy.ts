import { connect, createServer, type Socket } from "node:net";

/** What happens to one request on its way. */
export const faults = [
  "none",
  "reply lost",
  "sent twice",
  "stalled",
  "swallowed",
  "reset",
  "cut in the middle",
] as const;
export type Fault = (typeof faults)[number];

export interface BadProxyOptions {
  /** The port that the requests are for. */
  readonly port: number;
  readonly stallMs: number;
  /** Chooses for the next request. */
  readonly choose: () => Fault;
}

export interface BadProxy {
  readonly url: string;
  readonly seen: ReadonlyMap<Fault, number>;
  close(): Promise<void>;
}

/** A TCP proxy in front of a server that does to requests and replies what bad networks do. */
export async function startBadProxy(options: BadProxyOptions): Promise<BadProxy> {
  const seen = new Map<Fault, number>();
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((client) => {
    keep(client);
    const upstream = keep(connect(options.port, "127.0.0.1"));
    let losesReply = false;
    upstream.on("data", (bytes) => {
      if (losesReply) client.resetAndDestroy();
      else client.write(bytes);
    });
    upstream.once("close", () => client.destroy());
    client.once("close", () => upstream.destroy());
    forEachRequest(client, (request) => {
      const fault = options.choose();
      seen.set(fault, (seen.get(fault) ?? 0) + 1);
      switch (fault) {
        case "none":
          upstream.write(request);
          break;
        case "reply lost":
          losesReply = true;
          upstream.write(request);
          break;
        case "sent twice": {
          const twin = keep(connect(options.port, "127.0.0.1"));
          twin.write(request);
          twin.once("data", () => twin.destroy());
          client.once("close", () => twin.destroy());
          upstream.write(request);
          break;
        }
        case "stalled":
          setTimeout(() => upstream.write(request), options.stallMs);
          break;
        case "swallowed":
          // The connection stays open, and nothing ever comes back.
          break;
        case "reset":
          client.resetAndDestroy();
          break;
        case "cut in the middle":
          upstream.write(request.subarray(0, request.length / 2), () => client.resetAndDestroy());
          break;
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "",
    seen,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Cuts what a client sends into whole requests: bytes up to the blank line, and as many as `Content-Length` says. */
function forEachRequest(client: Socket, take: (request: Buffer) => void): void {
  let rest = Buffer.alloc(0);
  client.on("data", (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (;;) {
      const headEnd = rest.indexOf("\r\n\r\n");
      if (headEnd < 0) return;
      const [, length = "0"] = /content-length: (\d+)/i.exec(rest.toString("latin1", 0, headEnd)) ?? [];
      const end = headEnd + 4 + Number(length);
      if (rest.length < end) return;
      take(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  });
}
