import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => unknown;

/** A local service that answers the hub's HTTP adapter, and anything else that a test wants it to answer. */
export interface HttpChild {
  readonly url: string;
  readonly port: number;
  /** Requests so far, as `GET /capsule/health`. */
  readonly seen: string[];
  /** Answers this path from now on; a value that is returned is sent as JSON. */
  on(path: string, answer: Answer): void;
  stop(): Promise<void>;
}

export async function startHttpChild(port = 0): Promise<HttpChild> {
  const answers = new Map<string, Answer>([
    ["GET /capsule/manifest", () => ({ name: "Child", version: "1.0.0", runtime: "test" })],
    ["GET /capsule/health", () => ({ status: "UP" })],
    ["GET /capsule/actions", () => [{ name: "echo" }, { name: "hang", timeoutSeconds: 60 }]],
    ["POST /capsule/actions/echo/execute", (_, __, body) => ({ message: "echoed", data: JSON.parse(body) })],
    ["POST /capsule/actions/hang/execute", () => undefined],
  ]);
  const seen: string[] = [];
  const server = createServer(async (request, response) => {
    const path = `${request.method} ${request.url?.split("?")[0]}`;
    seen.push(path);
    let body = "";
    for await (const chunk of request) body += chunk;
    const answer = answers.get(path);
    const value = answer?.(request, response, body);
    if (answer && value === undefined) return;
    response.writeHead(answer ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(answer ? value : {}));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  const actual = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${actual}`,
    port: actual,
    seen,
    on: (path, answer) => void answers.set(path, answer),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
