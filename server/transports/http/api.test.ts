import { SystemHealth } from "@opstage/contracts";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createLog, type LogLevel } from "../../runtime/log";
import { bootstrap } from "../../services/bootstrap/bootstrap";
import type { Deps } from "../../services/context";
import { type GivenAgent, givenAgent } from "../../testing/builders";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { idleLoad } from "../../testing/load";
import { testOwner } from "../../testing/test-server";
import { createLoginLimits } from "../login-limits";
import { createApi } from "./api";

const env = { OPSTAGE_ADMIN_USERNAME: testOwner.username, OPSTAGE_ADMIN_PASSWORD: testOwner.password };

let deps: TestDeps;
let app: FastifyInstance | undefined;
beforeEach(async () => {
  deps = await createTestDeps({ env });
});
afterEach(async () => {
  await app?.close();
  app = undefined;
  await deps.remove();
});

function api(changes: Partial<Deps> = {}, openFilesMax: number | null = null): FastifyInstance {
  const eventLoop = { read: () => ({ p50Ms: 0, p99Ms: 0, maxMs: 0 }), stop: () => undefined };
  app = createApi(
    { ...deps, ...changes },
    { loginLimits: createLoginLimits(), probes: { eventLoop, openFilesMax }, load: idleLoad },
  );
  return app;
}

const errorOf = (body: string) =>
  z
    .object({ error: z.looseObject({ code: z.string(), details: z.unknown().optional() }) })
    .parse(JSON.parse(body)).error;
const bearer = ({ token }: GivenAgent) => ({ authorization: `Bearer ${token}` });

describe("the health check", () => {
  it("answers 503 with the same body while the database cannot be written", async () => {
    const store = { ...deps.store, isWritable: () => ({ writable: false, latencyMs: 3 }) };
    const reply = await api({ store }).inject("/api/system/health");
    expect(reply.statusCode).toBe(503);
    expect(SystemHealth.parse(reply.json().data)).toMatchObject({
      status: "DOWN",
      database: { status: "DOWN" },
    });
  });

  it("is DEGRADED, and still 200, while the database is slow", async () => {
    const store = { ...deps.store, isWritable: () => ({ writable: true, latencyMs: 300 }) };
    const reply = await api({ store }).inject("/api/system/health");
    expect([reply.statusCode, reply.json().data.status]).toEqual([200, "DEGRADED"]);
  });
});

describe("a failure that nobody foresaw", () => {
  const broken = () => {
    throw new Error("secret detail");
  };

  it("is answered 500 INTERNAL_ERROR with the request id, and the log alone knows more", async () => {
    const lines: string[] = [];
    const log = createLog({ level: "info" }, { write: (line) => void lines.push(line) });
    const store = { ...deps.store, isWritable: broken };
    const reply = await api({ store, log }).inject("/api/system/health");
    expect(reply.statusCode).toBe(500);
    expect(errorOf(reply.body)).toMatchObject({
      code: "INTERNAL_ERROR",
      details: { requestId: reply.headers["x-request-id"] },
    });
    expect(reply.body).not.toContain("secret detail");
    expect(lines.join("")).toContain("secret detail");
  });

  it("includes a reply that is not what the contract says, in development and tests", async () => {
    const store = { ...deps.store, isWritable: () => ({ writable: true, latencyMs: Number.NaN }) };
    expect((await api({ store }).inject("/api/system/health")).statusCode).toBe(500);
  });
});

describe("a server that stops", () => {
  it("refuses what is new with 503 SHUTTING_DOWN and when to come back", async () => {
    const agent = await givenAgent(deps);
    const server = api();
    await server.ready();
    deps.stop();
    for (const url of ["/health", "/api/admin/users", `/api/agents/${agent.agentId}/commands`]) {
      const reply = await server.inject({ url, headers: bearer(agent) });
      expect([url, reply.statusCode, errorOf(reply.body).code]).toEqual([url, 503, "SHUTTING_DOWN"]);
      expect(reply.headers["retry-after"]).toBe("5");
    }
  });
});

describe("parked polls", () => {
  it("leave open files for everybody else: above 80 % a poll that would wait is refused with 503", async () => {
    const agent = await givenAgent(deps);
    const server = api({}, 2);
    const poll = (wait: number) =>
      server.inject({ url: `/api/agents/${agent.agentId}/commands?wait=${wait}`, headers: bearer(agent) });
    const parked = [poll(20), poll(20)];
    await expect.poll(() => deps.wakeUps.parkedCount()).toBe(2);
    const refused = await poll(20);
    expect([refused.statusCode, errorOf(refused.body).code, refused.headers["retry-after"]]).toEqual([
      503,
      "TOO_MANY_CONNECTIONS",
      "5",
    ]);
    expect((await poll(0)).statusCode).toBe(200);
    deps.stop();
    for (const answered of await Promise.all(parked)) expect(answered.statusCode).toBe(200);
  });
});

describe("the log", () => {
  async function linesAt(level: LogLevel): Promise<{ operation?: string; status?: number; level: string }[]> {
    await bootstrap(deps);
    const lines: string[] = [];
    const log = createLog({ level }, { write: (line) => void lines.push(line) });
    const agent = await givenAgent(deps);
    const server = api({ log });
    const url = `/api/agents/${agent.agentId}/heartbeat`;
    await server.inject({ url, method: "POST", headers: bearer(agent) });
    await server.inject({ url, method: "POST" });
    await server.inject("/api/system/version");
    await server.inject("/api/none");
    await server.inject({ url: "/api/admin/users?q=a-private-search" });
    await server.inject({ url: "/api/admin/auth/login", method: "POST", payload: testOwner });
    expect(lines.join("")).not.toContain(testOwner.password);
    expect(lines.join("")).not.toContain("a-private-search");
    expect(lines.join("")).not.toContain(agent.token);
    const Line = z.looseObject({
      operation: z.string().optional(),
      status: z.number().optional(),
      level: z.string(),
    });
    return lines.map((line) => Line.parse(JSON.parse(line)));
  }

  it("has a line for every failure and every change by a person, and none for agents that do well", async () => {
    const lines = await linesAt("info");
    expect(lines.map(({ operation, status, level }) => [operation, status, level])).toEqual([
      ["agents.heartbeat", 401, "warn"],
      [undefined, 404, "warn"],
      ["users.list", 401, "warn"],
      ["auth.login", 200, "info"],
    ]);
  });

  it("has a line for every call at debug", async () => {
    const operations = (await linesAt("debug")).map(({ operation, level }) => [operation, level]);
    expect(operations).toContainEqual(["agents.heartbeat", "debug"]);
    expect(operations).toContainEqual(["system.version", "debug"]);
  });
});
