import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AgentApiError, BusDisabledError, CapsuleAgent } from "@opstage/agent";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createRegistrationToken, type OperatorSession, signInOverRest } from "../../../e2e/support/operator";
import { type OpstageProcess, startApi } from "../../../e2e/support/opstage-process";
import { signIn, startMount } from "../http-client";

/** The SDK in this process, the server in its own; the bus is part of it: one process, one database file. */
let opstage: OpstageProcess;
let operator: OperatorSession;
let folder: string;
const agents: CapsuleAgent[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "opstage-bus-"));
  opstage = await startApi({ OPSTAGE_CAPSULE_BUS_ENABLED: "true" });
  operator = await signInOverRest(opstage);
});
afterEach(() => Promise.all(agents.splice(0).map((agent) => agent.stop())));
afterAll(async () => {
  await opstage.dispose();
  await rm(folder, { recursive: true, force: true });
});

async function agentNamed(code: string): Promise<CapsuleAgent> {
  const agent = new CapsuleAgent({
    backendUrl: opstage.base,
    registrationToken: await createRegistrationToken(operator, code),
    tokenStore: { file: join(folder, `${code}.txt`) },
    service: { code, name: code },
    onLog: () => undefined,
  });
  agents.push(agent);
  return agent;
}

interface Route {
  readonly id: string;
  readonly status: string;
  readonly experimental: string;
}

function route(match: string, target: string, more: object = {}): Promise<Route> {
  return operator.call("POST", "/api/admin/bus/routes", {
    name: `${match} to ${target}`,
    status: "ENABLED",
    match: { eventType: match },
    target: { serviceCode: target, actionName: "notify" },
    ...more,
  });
}

describe("the bus, over real processes", () => {
  it("[seed 43][seed 44][seed 47][seed 48] makes an event of one service a command that another one runs", async () => {
    const shop = await agentNamed("shop");
    const mailer = await agentNamed("mailer");
    const got: unknown[] = [];
    mailer.action({
      name: "notify",
      inputSchema: { type: "object", required: ["subject"], properties: { subject: { type: "string" } } },
      handler: (payload) => void got.push(payload),
    });
    await Promise.all([shop.start(), mailer.start()]);
    await route("order.*", "mailer", { inputMapping: { subject: "'Order ' + event.payload.number" } });
    const receipt = await shop.publishEvent({ eventType: "order.placed", payload: { number: "7" } });
    expect(receipt.routedCommands).toMatchObject([{ status: "CREATED", targetServiceCode: "mailer" }]);
    await expect.poll(() => got, { timeout: 10_000 }).toEqual([{ subject: "Order 7" }]);
    const [routed] = receipt.routedCommands;
    const command = () =>
      operator.call<{ status: string }>("GET", `/api/admin/commands/${routed?.commandId}`);
    await expect.poll(async () => (await command()).status).toBe("SUCCEEDED");
  });

  it("[seed 48] sends the whole event where nothing is mapped, whatever the action's schema asks for", async () => {
    const agent = await agentNamed("whole");
    const got: Record<string, unknown>[] = [];
    agent.action({
      name: "notify",
      inputSchema: { type: "object", required: ["subject"], properties: { subject: { type: "string" } } },
      handler: (payload) => void got.push(payload),
    });
    await agent.start();
    await route("whole.happened", "whole");
    const { eventId } = await agent.publishBusEvent({ eventType: "whole.happened", payload: { a: 1 } });
    await expect.poll(() => got.length, { timeout: 10_000 }).toBe(1);
    expect(got[0]).toMatchObject({ busEvent: { id: eventId, payload: { a: 1 } }, payload: { a: 1 } });
  });

  it("[seed 55] stops a handler that publishes the event which made its command", async () => {
    const agent = await agentNamed("echo-chamber");
    const refusals: unknown[] = [];
    agent.action({
      name: "notify",
      handler: async () => {
        await agent.publishEvent({ eventType: "echo.heard" }).catch((error: unknown) => refusals.push(error));
      },
    });
    await agent.start();
    await route("echo.heard", "echo-chamber");
    await agent.publishEvent({ eventType: "echo.heard" });
    await expect.poll(() => refusals.length, { timeout: 10_000 }).toBe(1);
    expect(refusals[0]).toBeInstanceOf(AgentApiError);
    expect(refusals[0]).toMatchObject({ code: "BUS_DEPTH_EXCEEDED", status: 422 });
  });

  it("[seed 53][seed 57] has the seven endpoints and the audit view, each with the experimental mark", async () => {
    const agent = await agentNamed("marked");
    await agent.start();
    const created = await route("marked.x", "marked", { status: undefined });
    expect(created).toMatchObject({ status: "DISABLED", experimental: "v0.4-experimental" });
    const path = `/api/admin/bus/routes/${created.id}`;
    const definition = {
      name: "renamed",
      match: { eventType: "marked.y" },
      target: { serviceCode: "marked", actionName: "n" },
    };
    expect(await operator.call("GET", path)).toMatchObject({ experimental: "v0.4-experimental" });
    expect(await operator.call("PUT", path, definition)).toMatchObject({
      name: "renamed",
      status: "DISABLED",
    });
    await agent.publishEvent({ eventType: "marked.y" });
    expect(await operator.call("GET", "/api/admin/bus/events?sourceServiceCode=marked")).toMatchObject([
      { experimental: "v0.4-experimental" },
    ]);
    expect(await operator.call<unknown[]>("GET", "/api/admin/bus/routes")).not.toHaveLength(0);
    expect(await operator.call("DELETE", path)).toMatchObject({ id: created.id });
    const audit = await operator.call<{ action: string }[]>("GET", "/api/admin/bus/audit");
    expect(audit[0]?.action).toBe("bus.route.deleted");
  });

  it("keeps events over an outage of the server and delivers each once, in order", async () => {
    const agent = await agentNamed("patient");
    await agent.start();
    await opstage.stop("SIGKILL");
    const receipts = Promise.all(
      ["one", "two", "three"].map((n) => agent.publishEvent({ eventType: `patient.${n}` })),
    );
    await opstage.start();
    await receipts;
    operator = await signInOverRest(opstage);
    const events = await operator.call<{ eventType: string }[]>(
      "GET",
      "/api/admin/bus/events?sourceServiceCode=patient",
    );
    expect(events.map(({ eventType }) => eventType)).toEqual(["patient.three", "patient.two", "patient.one"]);
  });
});

describe("[seed 42] a server that was not told to run the bus", () => {
  it("answers 404 CAPSULE_BUS_DISABLED everywhere, after it has asked who calls", async () => {
    const mount = await startMount("a port of its own");
    try {
      const owner = await signIn(mount);
      const paths = ["routes", "routes/brt_1", "events", "events/bev_1", "deliveries", "audit"];
      for (const path of paths) {
        const refused = await owner.get(`/api/admin/bus/${path}`);
        expect([path, refused.status, refused.body.error?.code]).toEqual([path, 404, "CAPSULE_BUS_DISABLED"]);
        expect((await mount.fetch(`/api/admin/bus/${path}`)).status).toBe(401);
      }
      const invalid = await owner.send("POST", "/api/admin/bus/routes", {});
      expect([invalid.status, invalid.body.error?.code]).toEqual([404, "CAPSULE_BUS_DISABLED"]);
      const stranger = await mount.fetch("/api/agents/agt_1/bus/events", { method: "POST", body: "{}" });
      expect(stranger.status).toBe(401);
      expect(owner.signedIn.features.capsuleBus).toBe(false);
    } finally {
      await mount.server.remove();
    }
  });

  it("tells the SDK so at once, and the service lives on", async () => {
    const off = await startApi();
    const session = await signInOverRest(off);
    const agent = new CapsuleAgent({
      backendUrl: off.base,
      registrationToken: await createRegistrationToken(session, "off"),
      tokenStore: { file: join(folder, "off.txt") },
      service: { code: "off", name: "off" },
      onLog: () => undefined,
    });
    try {
      await agent.start();
      await expect(agent.publishEvent({ eventType: "a.b" })).rejects.toBeInstanceOf(BusDisabledError);
      void agent.publishEvent({ eventType: "a.b" });
      expect((await agent.runHealth()).status).toBe("UNKNOWN");
    } finally {
      await agent.stop();
      await off.dispose();
    }
  });
});
