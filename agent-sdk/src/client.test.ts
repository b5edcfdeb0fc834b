import { createServer, type RequestListener, type Server } from "node:http";
import { agentOperations } from "@opstage/contracts";
import { afterEach, describe, expect, test } from "vitest";
import { createClient } from "./client";
import { AgentApiError, AgentAuthError, NetworkError } from "./errors";
import { FakeOpstage, failure } from "./testing/fake-opstage";
import { createTransport } from "./transport";

const { heartbeat, poll } = agentOperations.agents;
const agentId = "agt_01TEST";
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.address();
  return typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
}

function clientOf(url: string) {
  return createClient(createTransport({}), url, "test");
}

async function failureOf(url: string, timeoutMs?: number): Promise<AgentApiError> {
  try {
    await clientOf(url).call(heartbeat, { agentId }, { token: "opstage_agent_1", timeoutMs });
  } catch (error) {
    if (error instanceof AgentApiError) return error;
    throw error;
  }
  throw new Error("The call succeeded");
}

describe("a call", () => {
  test("fills the path, sends what the operation declares, and leaves out what is absent", async () => {
    await using fake = await FakeOpstage.start();
    await clientOf(`${fake.url}/`).call(
      poll,
      { agentId, limit: 3, wait: undefined, running: "cmd_1,cmd_2" },
      { token: fake.agentToken },
    );
    const [call] = fake.seen("poll");
    expect(call?.params).toEqual({ agentId });
    expect(call?.query).toEqual({ limit: "3", running: "cmd_1,cmd_2" });
    expect(call?.token).toBe(fake.agentToken);
  });

  test("keeps a path in front of the API, as behind a reverse proxy", async () => {
    const seen: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      seen.push(request.url);
      response.end('{"success":true,"data":{}}');
    });
    await clientOf(`${url}/opstage/`).call(heartbeat, { agentId });
    expect(seen).toEqual([`/opstage/api/agents/${agentId}/heartbeat`]);
  });
});

describe("a failure", () => {
  test("[seed 79] an address where nobody listens is a connection error that names the URL", async () => {
    const fake = await FakeOpstage.start();
    await fake.stop();
    const error = await failureOf(fake.url);
    expect(error).toBeInstanceOf(NetworkError);
    expect(error.message).toContain("ECONNREFUSED");
    expect(error.message).toContain(fake.url);
  });

  test("an unknown host is a connection error that names the URL", async () => {
    const error = await failureOf("http://opstage.invalid");
    expect(error).toBeInstanceOf(NetworkError);
    expect(error.message).toContain("http://opstage.invalid");
  });

  test("a proxy's page is not the API's answer, whatever its status", async () => {
    for (const status of [200, 401, 404, 502]) {
      await using fake = await FakeOpstage.start();
      fake.answer("heartbeat", { status, body: "<html>Sign in to the network</html>" });
      const error = await failureOf(fake.url);
      expect(error).toBeInstanceOf(NetworkError);
      expect(error.message).toMatch(/is not Opstage's API/);
      expect(error.body).toContain("Sign in");
    }
  });

  test("JSON of something else is not the API's answer either", async () => {
    await using fake = await FakeOpstage.start();
    fake.answer("heartbeat", { status: 200, body: { status: "ok" } }, { status: 200, body: null });
    expect(await failureOf(fake.url)).toBeInstanceOf(NetworkError);
    expect(await failureOf(fake.url)).toBeInstanceOf(NetworkError);
  });

  test("a redirect names the address to use", async () => {
    await using fake = await FakeOpstage.start();
    fake.answer("heartbeat", { status: 308, headers: { location: "https://opstage.test/" }, body: "" });
    expect((await failureOf(fake.url)).message).toContain("set backendUrl to that");
  });

  test("a socket that is cut is worth another try", async () => {
    await using fake = await FakeOpstage.start();
    fake.answer("heartbeat", { status: 0, cut: true });
    expect((await failureOf(fake.url)).retryable).toBe(true);
  });

  test("no answer in time is worth another try", async () => {
    const url = await serve(() => {});
    const error = await failureOf(url, 20);
    expect(error).toBeInstanceOf(NetworkError);
    expect(error.message).toContain("no answer within 20 ms");
  });

  test.each([
    [401, "UNAUTHORIZED", AgentAuthError],
    [403, "AGENT_DISABLED", AgentAuthError],
    [409, "CAPSULE_SERVICE_CODE_TAKEN", AgentApiError],
    [429, "RATE_LIMITED", NetworkError],
    [500, "INTERNAL_ERROR", NetworkError],
    [503, "SHUTTING_DOWN", NetworkError],
  ] as const)("a %i %s of the API is the right kind of error", async (status, code, kind) => {
    await using fake = await FakeOpstage.start();
    fake.answer("heartbeat", failure(status, code, "Because."));
    const error = await failureOf(fake.url);
    expect(error.constructor).toBe(kind);
    expect(error).toMatchObject({ status, code });
    expect(error.message).toContain("Because.");
  });

  test("a 422 names the values that are wrong", async () => {
    await using fake = await FakeOpstage.start();
    const details = { issues: [{ path: "services.0.code", message: "is too long" }] };
    fake.answer("heartbeat", failure(422, "VALIDATION_FAILED", "Some values are not valid.", details));
    expect((await failureOf(fake.url)).message).toContain("services.0.code: is too long");
  });

  test("Retry-After is read as seconds and as a date by the server's own clock", async () => {
    await using fake = await FakeOpstage.start();
    const busy = failure(503, "SHUTTING_DOWN", "Wait.");
    const date = "Wed, 01 Jan 2020 00:00:00 GMT";
    fake.answer(
      "heartbeat",
      { ...busy, headers: { "retry-after": "7" } },
      { ...busy, headers: { date, "retry-after": "Wed, 01 Jan 2020 00:00:20 GMT" } },
      { ...busy, headers: { "retry-after": "soon" } },
    );
    expect((await failureOf(fake.url)).retryAfterMs).toBe(7_000);
    expect((await failureOf(fake.url)).retryAfterMs).toBe(20_000);
    expect((await failureOf(fake.url)).retryAfterMs).toBeUndefined();
  });
});
