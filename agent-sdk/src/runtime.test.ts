import { readFile, stat, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { CapsuleAgent } from "./agent";
import { AgentApiError, AgentAuthError, NetworkError, RegistrationError, TokenFileError } from "./errors";
import { AgentRuntime } from "./runtime";
import { FakeOpstage, failure, success } from "./testing/fake-opstage";
import { testBed } from "./testing/fixtures";
import { InstantSeams, until } from "./testing/test-seams";

const outage = failure(503, "SHUTTING_DOWN", "The server is shutting down.");

describe("what Opstage hears last", () => {
  test("is how the services are, also when calls overtake each other", async () => {
    await using bed = await testBed();
    let status: "UP" | "DOWN" = "UP";
    const agent = bed.agent().health(() => ({ status }));
    await agent.start();
    let release = () => {};
    const after = new Promise<void>((resolve) => {
      release = resolve;
    });
    bed.fake.answer("report", { ...success({ services: [] }), after });
    agent.action({ name: "new", label: "New", handler: () => ({}) });
    await until(() => bed.fake.seen("report").length === 2, "a report with the health before");

    status = "DOWN";
    await agent.runHealth();
    const heartbeats = bed.fake.seen("heartbeat").length;
    release();
    await until(() => bed.fake.seen("heartbeat").length > heartbeats, "the news again");
    expect(JSON.stringify(bed.fake.seen("heartbeat").at(-1)?.body)).toContain('"status":"DOWN"');
  });
});

describe("the first start", () => {
  test("registers, reports, heartbeats and polls, in this order", async () => {
    await using bed = await testBed();
    const agent = bed.agent({ autoStartLoops: false });
    await agent.start();
    expect(bed.fake.calls.map((call) => call.name)).toEqual(["register", "report", "heartbeat", "poll"]);
    expect(agent.agentId).toBe(bed.fake.agentId);
  });

  test("says who it is: agent, service, instance, SDK and host", async () => {
    await using bed = await testBed();
    const agent = bed.agent({ autoStartLoops: false });
    await agent.start();
    expect(bed.fake.seen("register")[0]?.body).toMatchObject({
      registrationToken: bed.fake.registrationToken,
      agent: { code: "demo", name: "Demo", runtime: "nodejs" },
      service: { code: "demo", name: "Demo", version: "1.2.3", runtime: "nodejs" },
      instanceId: agent.instanceId,
      sdk: { name: "@opstage/agent", version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
      host: { hostname: expect.any(String), platform: expect.any(String), pid: process.pid },
    });
    expect(agent.instanceId).toMatch(/^ins_[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(bed.fake.seen("poll")[0]?.query.instanceId).toBe(agent.instanceId);
  });

  test("reports a manifest whose defaults the author can extend", async () => {
    await using bed = await testBed();
    const service = { code: "demo", name: "Demo", version: "2", manifest: { labels: ["a"], kind: "Mine" } };
    await bed.agent({ autoStartLoops: false, service }).start();
    expect(bed.fake.services[0]?.manifest).toEqual({
      kind: "Mine",
      schemaVersion: "1.0",
      code: "demo",
      name: "Demo",
      version: "2",
      runtime: "nodejs",
      agentMode: "embedded",
      labels: ["a"],
    });
  });

  test("[seed 81] saves the agent token for its owner alone", async () => {
    await using bed = await testBed();
    await bed.agent({ autoStartLoops: false }).start();
    const saved = JSON.parse(await readFile(bed.tokenFile, "utf8"));
    expect(saved).toMatchObject({ agentId: bed.fake.agentId, agentToken: bed.fake.agentToken });
    expect((await stat(bed.tokenFile)).mode & 0o777).toBe(0o600);
  });

  test("[seed 75] rejects with RegistrationError and does not repeat a refused registration", async () => {
    await using bed = await testBed();
    const start = bed.agent({ registrationToken: "opstage_reg_used" }).start();
    await expect(start).rejects.toBeInstanceOf(RegistrationError);
    await expect(start).rejects.toMatchObject({ status: 401, code: "REGISTRATION_TOKEN_INVALID" });
    expect(bed.fake.seen("register")).toHaveLength(1);
  });

  test("rejects when there is neither a token file nor a registration token", async () => {
    await using bed = await testBed();
    const start = bed.agent({ registrationToken: undefined }).start();
    await expect(start).rejects.toThrow(/no token file .* and no registrationToken/);
    expect(bed.fake.calls).toEqual([]);
  });

  test("[seed 79] rejects with NetworkError naming the URL after 1, 2, 4, 8 and 15 seconds", async () => {
    await using bed = await testBed();
    const seams = new InstantSeams(1);
    const backendUrl = bed.fake.url;
    await bed.fake.stop();
    const agent = bed.agent({ seams });
    const error = await agent.start().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(NetworkError);
    expect(String(error)).toContain(backendUrl);
    expect(seams.sleeps.filter((ms) => ms >= 1_000).slice(0, 5)).toEqual([
      1_000, 2_000, 4_000, 8_000, 15_000,
    ]);
  });

  test("goes on where it stood when Opstage comes back in between", async () => {
    await using bed = await testBed();
    bed.fake.answer("register", outage);
    bed.fake.answer("report", outage, { status: 200, body: "<html>maintenance</html>" });
    const seams = new InstantSeams(1);
    await bed.agent({ autoStartLoops: false, seams }).start();
    expect(seams.sleeps.filter((ms) => ms > 0)).toEqual([1_000, 2_000, 4_000]);
    expect(bed.fake.seen("register")).toHaveLength(2);
  });

  test("honours Retry-After", async () => {
    await using bed = await testBed();
    bed.fake.answer("register", { ...outage, headers: { "retry-after": "9" } });
    const seams = new InstantSeams(0);
    await bed.agent({ autoStartLoops: false, seams }).start();
    expect(seams.sleeps).toEqual([9_000]);
  });

  test("after a rejection the same agent can be started again", async () => {
    await using bed = await testBed();
    bed.fake.answer("register", failure(401, "REGISTRATION_TOKEN_INVALID", "Used."));
    const agent = bed.agent({ autoStartLoops: false });
    await expect(agent.start()).rejects.toThrow();
    await agent.start();
    expect(agent.agentId).toBe(bed.fake.agentId);
  });

  test("rejects for a service that Opstage will not take, with the reason", async () => {
    await using bed = await testBed();
    bed.fake.answer("report", failure(409, "CAPSULE_SERVICE_CODE_TAKEN", "A live agent owns this code."));
    const start = bed.agent().start();
    await expect(start).rejects.toBeInstanceOf(AgentApiError);
    await expect(start).rejects.toThrow(/A live agent owns this code/);
  });
});

describe("a later start", () => {
  test("[seed 19] [seed 72] uses the saved token and needs no registration token", async () => {
    await using bed = await testBed();
    const first = bed.agent({ autoStartLoops: false });
    await first.start();
    const before = first.instanceId;
    await first.stop();
    const second = bed.agent({ autoStartLoops: false, registrationToken: undefined });
    await second.start();
    expect(bed.fake.seen("register")).toHaveLength(1);
    expect(second.agentId).toBe(bed.fake.agentId);
    expect(second.instanceId).not.toBe(before);
  });

  test("[seed 82] rejects with AgentAuthError when the saved token is refused", async () => {
    await using bed = await testBed();
    await bed.agent({ autoStartLoops: false }).start();
    bed.fake.agentToken = "opstage_agent_rotated";
    const start = bed.agent({ registrationToken: undefined }).start();
    await expect(start).rejects.toBeInstanceOf(AgentAuthError);
    await expect(start).rejects.toMatchObject({ status: 401 });
  });

  test("[seed 82] rejects with the code when the agent is disabled", async () => {
    await using bed = await testBed();
    await bed.agent({ autoStartLoops: false }).start();
    bed.fake.answer("report", failure(403, "AGENT_DISABLED", "The agent is disabled."));
    const start = bed.agent({ registrationToken: undefined }).start();
    await expect(start).rejects.toMatchObject({ name: "AgentAuthError", code: "AGENT_DISABLED" });
  });

  test("[seed 78] registers again when the saved token is dead and a fresh registration token is given", async () => {
    await using bed = await testBed();
    await bed.agent({ autoStartLoops: false }).start();
    bed.fake.agentToken = "opstage_agent_rotated";
    await bed.agent({ autoStartLoops: false }).start();
    expect(bed.fake.seen("register")).toHaveLength(2);
    expect(JSON.parse(await readFile(bed.tokenFile, "utf8")).agentToken).toBe(bed.fake.agentToken);
  });

  test("says what to do when both tokens are refused", async () => {
    await using bed = await testBed();
    await bed.agent({ autoStartLoops: false }).start();
    bed.fake.agentToken = "opstage_agent_rotated";
    const start = bed.agent({ registrationToken: "opstage_reg_used" }).start();
    await expect(start).rejects.toBeInstanceOf(AgentAuthError);
    await expect(start).rejects.toThrow(/Delete the file and register with a new registration token/);
  });

  test("[seed 83] rejects for a corrupt token file; deleting it and registering again recovers", async () => {
    await using bed = await testBed();
    const agent = bed.agent({ autoStartLoops: false });
    await agent.start();
    await agent.stop();
    await writeFile(bed.tokenFile, "{");
    await expect(agent.start()).rejects.toBeInstanceOf(TokenFileError);
    const { rm } = await import("node:fs/promises");
    await rm(bed.tokenFile);
    await agent.start();
    expect(bed.fake.seen("register")).toHaveLength(2);
  });

  test("while Opstage is away the service starts all the same and connects when Opstage is there", async () => {
    await using bed = await testBed();
    const first = bed.agent({ autoStartLoops: false });
    await first.start();
    await first.stop();
    const { port } = bed.fake;
    await bed.fake.stop();

    const agent = bed.agent();
    await agent.start();
    expect(bed.events()).toContain("connection.lost");
    await using back = await FakeOpstage.start({ port });
    back.agentToken = bed.fake.agentToken;
    await until(() => {
      bed.seams.advance(60_000);
      return bed.events().includes("connection.restored");
    }, "the agent to connect");
    expect(back.seen("heartbeat").length).toBeGreaterThan(0);
  });

  test("waits and rejects instead when startInBackground is off", async () => {
    await using bed = await testBed();
    const first = bed.agent({ autoStartLoops: false });
    await first.start();
    await first.stop();
    await bed.fake.stop();
    const start = bed.agent({ startInBackground: false, seams: new InstantSeams(0) }).start();
    await expect(start).rejects.toBeInstanceOf(NetworkError);
  });
});

describe("a start in the background", () => {
  test("resolves at once and registers as soon as Opstage is there", async () => {
    await using bed = await testBed();
    const { port } = bed.fake;
    await bed.fake.stop();
    await bed.agent({ startInBackground: true }).start();
    await until(() => bed.events().includes("connection.lost"), "the first try to fail");
    await using back = await FakeOpstage.start({ port });
    await until(() => {
      bed.seams.advance(60_000);
      return back.seen("heartbeat").length > 0;
    }, "the agent to connect");
  });

  test("gives up a refused registration and says so, without harm to the host", async () => {
    await using bed = await testBed();
    await bed.agent({ startInBackground: true, registrationToken: "opstage_reg_used" }).start();
    await until(() => bed.events().includes("request.refused"), "the refusal to be logged");
    bed.seams.advance(600_000);
    expect(bed.fake.seen("register")).toHaveLength(1);
  });
});

describe("one token file", () => {
  test("[seed 85] a second instance is warned about", async () => {
    await using bed = await testBed();
    await bed.agent({ autoStartLoops: false }).start();
    expect(bed.events()).not.toContain("tokenFile.shared");
    await bed.agent({ autoStartLoops: false }).start();
    const warning = bed.log.find((record) => record.event === "tokenFile.shared");
    expect(warning?.level).toBe("warn");
    expect(warning?.message).toContain(`Process ${process.pid}`);
  });

  test("a start after a stop is no second instance", async () => {
    await using bed = await testBed();
    const agent = bed.agent({ autoStartLoops: false });
    await agent.start();
    await agent.stop();
    await agent.start();
    expect(bed.events()).not.toContain("tokenFile.shared");
  });
});

describe("options", () => {
  test.each(["", "localhost:8080", "ftp://opstage"])("refuse the backendUrl %j", (backendUrl) => {
    expect(() => new CapsuleAgent({ backendUrl, service: { code: "a", name: "A" } })).toThrow(/backendUrl/);
  });

  test("refuse a code that no server takes", () => {
    const service = { code: "two words", name: "A" };
    expect(() => new CapsuleAgent({ backendUrl: "http://a", service })).toThrow(/"two words"/);
  });

  test("refuse a second action of one name and a schema that cannot be used", () => {
    const agent = new CapsuleAgent({ backendUrl: "http://a", service: { code: "a", name: "A" } });
    agent.action({ name: "run", handler: () => {} });
    expect(() => agent.action({ name: "run", handler: () => {} })).toThrow(/already/);
    const inputSchema = { type: "object", properties: { a: { type: "string", pattern: "(" } } };
    expect(() => agent.action({ name: "bad", inputSchema, handler: () => {} })).toThrow(/cannot be used/);
  });
});

test("a runtime of several services registers without one, reports all and heartbeats for each", async () => {
  await using bed = await testBed();
  const runtime = new AgentRuntime({
    backendUrl: bed.fake.url,
    registrationToken: bed.fake.registrationToken,
    tokenStore: { file: bed.tokenFile },
    agent: { code: "hub", mode: "ophub" },
    services: [
      { code: "one", name: "One" },
      { code: "two", name: "Two" },
    ],
    autoStartLoops: false,
    proxyEnv: {},
    onLog: () => {},
  });
  for (const service of runtime.services()) service.health(() => ({ status: "UP", message: service.code }));
  await runtime.start();
  await runtime.stop();
  expect(bed.fake.seen("register")[0]?.body).not.toHaveProperty("service");
  expect(bed.fake.services.map((service) => service.code)).toEqual(["one", "two"]);
  expect(bed.fake.seen("heartbeat")[0]?.body.services).toEqual([
    { serviceId: "svc_one", code: "one", health: { status: "UP", message: "one" } },
    { serviceId: "svc_two", code: "two", health: { status: "UP", message: "two" } },
  ]);
});
