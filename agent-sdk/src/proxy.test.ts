import { createServer, request as forward, type Server } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { agentOperations } from "@opstage/contracts";
import { afterEach, expect, test } from "vitest";
import { createClient } from "./client";
import { createDispatcher } from "./proxy";
import { FakeOpstage } from "./testing/fake-opstage";
import { createTransport } from "./transport";

const open: Server[] = [];

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A forward proxy that really forwards, and remembers what it was asked for. */
async function startProxy(answerConnect?: (socket: Duplex) => void) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const onward = forward(
      request.url ?? "",
      { method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  server.on("connect", (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    if (answerConnect) return answerConnect(socket);
    const [host, port] = (request.url ?? "").split(":");
    const onward = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.on("error", () => socket.destroy());
    socket.on("error", () => onward.destroy());
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.address();
  return { asked, url: typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "" };
}

async function heartbeat(fake: FakeOpstage, env: Record<string, string>) {
  const transport = createTransport(env);
  const client = createClient(transport, fake.url, "test");
  const { agentId, agentToken: token } = fake;
  await client.call(agentOperations.agents.heartbeat, { agentId }, { token });
  await transport.close();
}

test("[seed 80] requests go through HTTP_PROXY", async () => {
  await using fake = await FakeOpstage.start();
  const proxy = await startProxy();
  await heartbeat(fake, { HTTP_PROXY: proxy.url });
  expect(proxy.asked).toEqual([`POST ${fake.url}/api/agents/agt_01TEST/heartbeat`]);
  expect(fake.seen("heartbeat")).toHaveLength(1);
});

/** Asks for a tunnel to a port where nobody listens, with a proxy that answers a CONNECT like this. */
async function askForTunnel(answer?: (socket: Duplex) => void) {
  const proxy = await startProxy(answer);
  const transport = createTransport({ HTTPS_PROXY: proxy.url });
  const request = { method: "GET", url: "https://127.0.0.1:9/", headers: {}, timeoutMs: 300 } as const;
  const reply = await transport.send(request);
  await transport.close();
  return { reply, asked: proxy.asked };
}

test("[seed 80] https requests ask HTTPS_PROXY for a tunnel", async () => {
  const { reply, asked } = await askForTunnel();
  expect(reply.kind).toBe("failure");
  expect(asked).toEqual(["CONNECT 127.0.0.1:9"]);
});

test.each<[string, (socket: Duplex) => void, string]>([
  ["hangs up", (socket) => socket.destroy(), "ECONNRESET"],
  ["refuses", (socket) => socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"), "407"],
  ["says nothing", () => {}, "no answer within 300 ms"],
])("a proxy that %s fails the request once", async (_, answer, said) => {
  const { reply, asked } = await askForTunnel(answer);
  expect(JSON.stringify(reply)).toContain(said);
  expect(asked).toHaveLength(1);
});

test("[seed 80] hosts in NO_PROXY are called directly", async () => {
  await using fake = await FakeOpstage.start();
  const proxy = await startProxy();
  await heartbeat(fake, { HTTP_PROXY: proxy.url, NO_PROXY: "example.com,127.0.0.1" });
  expect(proxy.asked).toEqual([]);
  expect(fake.seen("heartbeat")).toHaveLength(1);
});

test("without proxy variables requests go straight to Opstage", async () => {
  await using fake = await FakeOpstage.start();
  await heartbeat(fake, {});
  expect(fake.seen("heartbeat")).toHaveLength(1);
});

test("a proxy variable that is no URL is named at once", () => {
  expect(() => createDispatcher({ HTTPS_PROXY: "proxy.example:3128 " })).toThrow(/HTTPS_PROXY/);
});
