import { connect } from "node:net";
import { RegisterReply } from "@opstage/contracts";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { systemClock } from "./runtime/clock";
import { startServer } from "./start-server";
import { testConfig } from "./testing/deps";
import { type Mount, sendJson, signIn, startMount } from "./testing/http-client";
import { createTestDatabase } from "./testing/test-database";
import { testOwner } from "./testing/test-server";

const env = { OPSTAGE_ADMIN_USERNAME: testOwner.username, OPSTAGE_ADMIN_PASSWORD: testOwner.password };

async function register(mount: Mount): Promise<{ agentId: string; authorization: string }> {
  const owner = await signIn(mount);
  const token = await owner.send("POST", "/api/admin/registration-tokens", {});
  const { rawToken } = z.object({ rawToken: z.string() }).parse(token.body.data);
  const registered = await sendJson(mount, "/api/agents/register", {
    registrationToken: rawToken,
    agent: { code: "worker" },
  });
  const { agentId, agentToken } = RegisterReply.parse(registered.body.data);
  return { agentId, authorization: `Bearer ${agentToken}` };
}

describe("stopping the server", () => {
  it("answers every parked poll and ends every stream, well within its 10 seconds", async () => {
    const mount = await startMount("a port of its own", { seams: { clock: systemClock } });
    const { agentId, authorization } = await register(mount);
    const owner = await signIn(mount);
    const { wakeUps, live } = mount.server.container.deps;
    const polls = Array.from({ length: 5 }, () =>
      mount.fetch(`/api/agents/${agentId}/commands?wait=50`, { headers: { authorization } }),
    );
    const stream = await mount.fetch("/api/trpc/live.changes", { headers: { cookie: owner.cookie } });
    const streamed = stream.text();
    await expect.poll(() => wakeUps.parkedCount()).toBe(5);
    await expect.poll(() => live.subscriberCount()).toBe(1);
    const startedAt = performance.now();
    await mount.server.remove();
    expect(performance.now() - startedAt).toBeLessThan(3000);
    for (const poll of polls) expect((await poll).status).toBe(200);
    expect(await streamed).toContain('"appCode":"SHUTTING_DOWN"');
  });

  it("stores what memory held, and lets nobody in afterwards", async () => {
    const database = await createTestDatabase();
    const config = { ...testConfig(database.folder, env), host: "127.0.0.1", port: 0 };
    const server = await startServer({ config, console: "none" });
    const mount: Mount = {
      name: "a port",
      server: { ...server, clock: Object.create(null), remove: database.remove },
      fetch: (path, init) => fetch(`${server.url}${path}`, init),
    };
    const { agentId, authorization } = await register(mount);
    await mount.fetch(`/api/agents/${agentId}/heartbeat`, { method: "POST", headers: { authorization } });
    const seenAt = server.container.deps.presence.agent(
      z.templateLiteral(["agt_", z.string()]).parse(agentId),
    )?.lastSeenAt;
    await server.stop("test");
    await expect(fetch(`${server.url}/health`)).rejects.toThrow();
    const again = await startServer({ config, console: "none" });
    const rows = await again.container.deps.store.lookup.agents.list({});
    expect(rows.map(({ lastHeartbeatAt }) => lastHeartbeatAt)).toEqual([seenAt]);
    await again.stop("test");
    await database.remove();
  });

  it("does not wait for idle connections", async () => {
    const mount = await startMount("a port of its own", { seams: { clock: systemClock } });
    const idle = connect(mount.server.port, "127.0.0.1");
    await new Promise<void>((resolve) => idle.once("connect", () => resolve()));
    await mount.fetch("/health");
    const startedAt = performance.now();
    await mount.server.remove();
    expect(performance.now() - startedAt).toBeLessThan(3000);
    idle.destroy();
  });
});

describe("starting a server", () => {
  it("on a database that another one has is refused, and the first goes on", async () => {
    const mount = await startMount("a port of its own");
    const { config } = mount.server.container;
    await expect(startServer({ config, console: "none" })).rejects.toThrow(/in use|already/i);
    expect((await mount.fetch("/health")).status).toBe(200);
    await mount.server.remove();
  });

  it("on a port that is taken frees the database again", async () => {
    const mount = await startMount("a port of its own");
    const database = await createTestDatabase();
    const config = { ...testConfig(database.folder, env), host: "127.0.0.1", port: mount.server.port };
    await expect(startServer({ config, console: "none" })).rejects.toThrow("EADDRINUSE");
    const server = await startServer({ config: { ...config, port: 0 }, console: "none" });
    await server.stop("test");
    await mount.server.remove();
    await database.remove();
  });
});
