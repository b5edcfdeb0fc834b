import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

export interface ForwardingProxy {
  readonly base: string;
  close(): Promise<void>;
}

/** A reverse proxy that does nothing but pass requests and replies on, with their headers as they are. */
export async function startForwardingProxy(target: string): Promise<ForwardingProxy> {
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const forwarded = request({ hostname, port, method, path, headers }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.rawHeaders);
      reply.pipe(outgoing);
    });
    forwarded.on("error", () => outgoing.destroy());
    outgoing.on("close", () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  return {
    base: `http://localhost:${address.port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
