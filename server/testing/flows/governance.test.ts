import { join } from "node:path";
import { listOperations, operations } from "@opstage/contracts";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRegistrationToken, type OperatorSession, signInOverRest } from "../../../e2e/support/operator";
import { type OpstageProcess, startOpstage } from "../../../e2e/support/opstage-process";

let opstage: OpstageProcess;
let operator: OperatorSession;
beforeAll(async () => {
  opstage = await startOpstage();
  operator = await signInOverRest(opstage);
});
afterAll(() => opstage.dispose());

/** Registers an agent over HTTP; `call` speaks as it. */
async function registerAgent(code: string) {
  const registrationToken = await createRegistrationToken(operator, code);
  const registered = await fetch(`${opstage.base}/api/agents/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ registrationToken, agent: { code } }),
  });
  const { agentId, agentToken } = (await registered.json()).data;
  const call = async (method: string, path: string, body?: unknown) => {
    const reply = await fetch(`${opstage.base}/api/agents/${agentId}${path}`, {
      method,
      headers: { authorization: `Bearer ${agentToken}`, "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return (await reply.json()).data;
  };
  return { agentId, call };
}

const serviceOf = (code: string, extra: object = {}) => ({
  code,
  name: code,
  manifest: { kind: "CapsuleService", code, name: code, version: "1.0.0" },
  ...extra,
});

describe("one panel for many small services", () => {
  const kinds = [
    "integration",
    "playwright-worker",
    "account-pool",
    "session-pool",
    "agent-runtime",
    "otp-reader",
    "proxy-checker",
  ];

  it("[seed 1] [seed 17] [seed 29] [seed 32] lists dozens of services, also several beside one agent, each with its state", async () => {
    const beside = await registerAgent("beside");
    await beside.call("POST", "/services/report", {
      services: Array.from({ length: 36 }, (_, i) =>
        serviceOf(`${kinds[i % kinds.length]}-${i}`, {
          health: { status: ["UP", "DEGRADED", "DOWN", "UNKNOWN"][i % 4] },
        }),
      ),
    });
    const services = await operator.call<{ status: string; agentId: string }[]>(
      "GET",
      `/api/admin/capsule-services?agentId=${beside.agentId}&pageSize=100`,
    );
    expect(services).toHaveLength(36);
    const states = (status: string) => services.filter((service) => service.status === status).length;
    expect([states("HEALTHY"), states("UNHEALTHY"), states("UNKNOWN")]).toEqual([9, 18, 9]);
    const agents = await operator.call<{ id: string; serviceCount: number }[]>("GET", "/api/admin/agents");
    expect(agents.find(({ id }) => id === beside.agentId)?.serviceCount).toBe(36);
  });

  it("[seed 10] the dashboard answers whether a service is okay now", async () => {
    const summary = await operator.call<{ serviceCounts: Record<string, number> }>(
      "GET",
      "/api/admin/dashboard/summary",
    );
    expect(summary.serviceCounts).toMatchObject({ HEALTHY: 9, UNHEALTHY: 18, UNKNOWN: 9 });
  });
});

describe("what Opstage is not", () => {
  const all = listOperations(operations);

  it("[seed 8] has no operation that writes a config value", () => {
    const writes = all.filter(({ shape }) => shape.method !== "GET" && /config/i.test(shape.path));
    expect(writes).toEqual([]);
    const fields = all
      .filter(({ audience }) => audience === "admin")
      .flatMap(({ shape }) => Object.keys(shape.body?.shape ?? {}));
    // How long the history of changes is kept is Opstage's own upkeep.
    const own = "configChangeRetentionDays";
    expect(fields.filter((field) => field !== own && /config|valuePreview/i.test(field))).toEqual([]);
  });

  it("[seed 11] [seed 16] its surface is identity, inventory, actions, commands, audit and its own upkeep", () => {
    expect([...new Set(all.map(({ noun }) => noun))].sort()).toEqual(
      [
        "account",
        "actions",
        "agents",
        "audit",
        "auth",
        "backup",
        "batches",
        "busAudit",
        "busDeliveries",
        "busEvents",
        "busRoutes",
        "commands",
        "configs",
        "dashboard",
        "diagnostics",
        "maintenance",
        "metrics",
        "registrationTokens",
        "services",
        "settings",
        "system",
        "users",
      ].sort(),
    );
  });

  it("[seed 7] the console may talk to its own server only", async () => {
    const page = await fetch(`${opstage.base}/login`);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/connect-src 'self'(;|$)/);
    expect(policy).toMatch(/default-src 'self'(;|$)/);
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
  });

  it("[seed 18] says that it is the community edition on SQLite, on one contract for agents", async () => {
    const health = (await (await fetch(`${opstage.base}/api/system/health`)).json()).data;
    expect(health).toMatchObject({ edition: "ce", database: { kind: "sqlite" } });
  });

  it("[seed 9] keeps no time-series: a hundred equal samples are one interval", async () => {
    const agent = await registerAgent("coarse");
    const { services } = await agent.call("POST", "/services/report", {
      services: [serviceOf("coarse", { health: { status: "UP", details: { latencyMs: 0 } } })],
    });
    for (let i = 1; i <= 100; i++) {
      await agent.call("POST", "/heartbeat", { health: { status: "UP", details: { latencyMs: i } } });
    }
    const db = new Database(join(opstage.dataDir, "opstage.db"), { readonly: true });
    const intervals = db
      .prepare('SELECT count(*) FROM "HealthInterval" WHERE "serviceId" = ?')
      .pluck()
      .get(services[0].id);
    db.close();
    expect(intervals).toBe(1);
  });
});

describe("the audit trail", () => {
  it("[seed 6] [seed 23] holds what operators, agents and the system did, in one list", async () => {
    await operator.call("POST", "/api/admin/maintenance/run", {});
    const agent = await registerAgent("audited");
    await agent.call("POST", "/services/report", {
      services: [serviceOf("audited", { health: { status: "UP" } })],
    });
    await agent.call("POST", "/heartbeat", { health: { status: "DOWN", message: "The upstream is gone." } });
    await operator.call("POST", `/api/admin/agents/${agent.agentId}/disable`, {});
    const trail = await operator.call<{ actorType: string; action: string }[]>(
      "GET",
      "/api/admin/audit-events?pageSize=100",
    );
    expect(new Set(trail.map(({ actorType }) => actorType))).toEqual(new Set(["USER", "AGENT", "SYSTEM"]));
    expect(trail.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        "system.bootstrap.completed",
        "session.login.succeeded",
        "registration_token.created",
        "registration_token.consumed",
        "agent.registered",
        "service.reported",
        "service.health.changed",
        "agent.disabled",
        "maintenance.triggered",
      ]),
    );
  });

  it("[seed 94] keeps numbers and names such as revokedTokens readable in its metadata", async () => {
    await registerAgent("twice");
    await registerAgent("twice");
    const [rotated] = await operator.call<{ metadata: unknown }[]>(
      "GET",
      "/api/admin/audit-events?action=agent.token.rotated",
    );
    expect(rotated?.metadata).toMatchObject({ revokedTokens: 1 });
  });
});
