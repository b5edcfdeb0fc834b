import { ReportReply } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { agentContext, userContext } from "../../testing/actors";
import {
  auditMetadata,
  auditRows,
  codeOf,
  type GivenAgent,
  givenAgent,
  givenService,
  type ReportedServiceInput,
  reportedAction,
  reportedService,
} from "../../testing/builders";
import { execute, poll } from "../../testing/commands";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { disableAgent } from "./disable";
import { heartbeat } from "./heartbeat";
import { reportServices } from "./report";

let deps: TestDeps;
beforeEach(async () => {
  deps = await createTestDeps();
});
afterEach(() => deps.remove());

const report = (agent: Pick<GivenAgent, "agentId" | "code">, ...services: Partial<ReportedServiceInput>[]) =>
  reportServices(agentContext(deps, agent), { services: services.map(reportedService) });

const stored = (code = "demo") => deps.store.lookup.services.get({ code });

describe("a report", () => {
  it("[seed 20][seed 26] stores the service and answers it with its status", async () => {
    const agent = await givenAgent(deps);
    const reply = ReportReply.parse(await report(agent, {}, { code: "second", configs: [], actions: [] }));
    expect(reply.services).toMatchObject([
      { code: "demo", status: "HEALTHY", storedStatus: "HEALTHY", version: "1.0.0", agentCode: "worker" },
      { code: "second" },
    ]);
    expect(await auditRows(deps, "service.reported")).toHaveLength(2);
  });

  it("that equals the one before writes nothing but keeps the service fresh", async () => {
    const agent = await givenService(deps);
    const before = await stored();
    await deps.clock.advance(60_000);
    await report(agent, { health: { status: "UP", details: { at: "another sample" } } });
    expect(await auditRows(deps, "service.reported")).toHaveLength(1);
    await deps.flush();
    expect(await stored()).toEqual({
      ...before,
      healthDetails: '{"at":"another sample"}',
      lastReportedAt: deps.clock.now(),
      lastHealthAt: deps.clock.now(),
    });
  });

  it("whose sample came after another one counts, although its service was looked at before", async () => {
    const agent = await givenAgent(deps);
    const up = { status: "UP", message: "fine" } as const;
    await report(agent, {}, { code: "second", health: up });
    const reporting = report(agent, { version: "2.0.0" }, { code: "second", health: up });
    const down = heartbeat(agentContext(deps, agent), {
      services: [{ code: "second", health: { status: "DOWN", message: "broken" } }],
    });
    await Promise.all([reporting, down]);
    expect(await stored("second")).toMatchObject({ healthStatus: "UP", healthMessage: "fine" });
    const changes = await auditMetadata(deps, "service.health.changed");
    expect(changes).toMatchObject([{ to: "DOWN" }, { to: "UP" }]);
  });

  it("[seed 04] keeps the ids of actions and configs that stay, and drops what is not named any more", async () => {
    const agent = await givenService(deps, { actions: [reportedAction(), reportedAction({ name: "old" })] });
    const [echo] = await deps.store.lookup.actions.list({ name: "echo" });
    const [greeting] = await deps.store.lookup.configItems.list({ key: "greeting" });
    await report(agent, {
      configs: [{ key: "greeting", type: "string", valuePreview: "moin" }],
      actions: [reportedAction({ label: "Say it" }), reportedAction({ name: "fresh", timeoutSeconds: 5 })],
    });
    const actions = await deps.store.lookup.actions.list({}, { orderBy: { name: "asc" } });
    expect(actions).toMatchObject([
      { id: echo?.id, name: "echo", label: "Say it" },
      { name: "fresh", timeoutSeconds: 5 },
    ]);
    expect(await deps.store.lookup.configItems.list({})).toMatchObject([
      { id: greeting?.id, valuePreview: "moin" },
    ]);
  });

  it("in which one list changes stores that one", async () => {
    const configs = (valuePreview: string) => [{ key: "a", type: "string", valuePreview }];
    const agent = await givenService(deps, { configs: configs("1"), actions: [reportedAction()] });
    await report(agent, { configs: configs("1"), actions: [reportedAction({ label: "Other" })] });
    expect(await deps.store.lookup.actions.list({})).toMatchObject([{ label: "Other" }]);
    await report(agent, { configs: configs("2"), actions: [reportedAction({ label: "Other" })] });
    expect(await deps.store.lookup.configItems.list({})).toMatchObject([{ valuePreview: "2" }]);
  });

  it("[seed 21] makes every config change visible, and names only its key in the trail", async () => {
    const agent = await givenService(deps, {
      configs: [
        { key: "kept", type: "string", valuePreview: "a" },
        { key: "changed", type: "string", valuePreview: "a" },
        { key: "removed", type: "string", valuePreview: "a" },
      ],
    });
    expect(await deps.store.lookup.configChanges.count({})).toBe(0);
    await report(agent, {
      configs: [
        { key: "kept", type: "string", valuePreview: "a" },
        { key: "changed", type: "string", valuePreview: "b" },
        { key: "added", type: "string", valuePreview: "a" },
      ],
    });
    const changes = await deps.store.lookup.configChanges.list({}, { orderBy: { id: "asc" } });
    expect(changes.map(({ key, kind }) => [key, kind])).toEqual([
      ["changed", "CHANGED"],
      ["added", "ADDED"],
      ["removed", "REMOVED"],
    ]);
    expect(changes[0]?.before).toContain('"valuePreview":"a"');
    expect(changes[0]?.after).toContain('"valuePreview":"b"');
    expect(await auditMetadata(deps, "service.config.changed")).toEqual([
      { keys: ["changed", "added", "removed"] },
    ]);
    expect(await deps.store.lookup.configItems.get({ key: "changed" })).toMatchObject({
      changedAt: deps.clock.now(),
    });
  });

  it("never stores the value of a sensitive item, nor that of an item that becomes one", async () => {
    const agent = await givenService(deps, {
      configs: [
        { key: "a", type: "secret", sensitive: true, valuePreview: "hunter2", defaultValue: "hunter2" },
        { key: "b", type: "secret", valuePreview: "hunter3", secretRef: "env://B" },
      ],
    });
    await report(agent, {
      configs: [
        { key: "a", type: "secret", sensitive: true, valuePreview: "hunter4" },
        { key: "b", type: "secret", sensitive: true, valuePreview: "hunter3", secretRef: "env://B" },
      ],
    });
    const items = await deps.store.lookup.configItems.list({}, { orderBy: { key: "asc" } });
    expect(items).toMatchObject([
      { key: "a", valuePreview: null, defaultValue: null },
      { key: "b", valuePreview: null, secretRef: "env://B" },
    ]);
    const everything = JSON.stringify([
      items,
      await deps.store.lookup.configChanges.list({}),
      await deps.store.lookup.auditEvents.list({}),
    ]);
    expect(everything).not.toContain("hunter");
  });

  it("[seed 20] says a change of version in the trail", async () => {
    const agent = await givenService(deps);
    await report(agent, { version: "1.1.0" });
    expect(await auditMetadata(deps, "service.version.changed")).toEqual([{ from: "1.0.0", to: "1.1.0" }]);
  });

  it("with a changed health writes one audit event for it and none beside it", async () => {
    const agent = await givenService(deps);
    await report(agent, { health: { status: "DOWN", message: "gone" }, version: "1.1.0" });
    expect(await auditMetadata(deps, "service.health.changed")).toEqual([
      { from: "UP", to: "DOWN", message: "gone", status: "UNHEALTHY" },
    ]);
    expect(await auditRows(deps, "service.status.changed")).toEqual([]);
  });

  it("keeps secrets out of the manifest by their names and preserves the rest", async () => {
    const agent = await givenAgent(deps);
    await report(agent, {
      manifest: { kind: "CapsuleService", unknown: [1, { apiKey: "k" }], password: "p" },
    });
    expect(JSON.parse((await stored())?.manifest ?? "")).toEqual({
      kind: "CapsuleService",
      unknown: [1, { apiKey: "[REDACTED]" }],
      password: "[REDACTED]",
    });
  });

  it("is refused whole when one action's schema cannot be used", async () => {
    const agent = await givenAgent(deps);
    const attempt = report(
      agent,
      {},
      { code: "b", actions: [reportedAction({ inputSchema: { type: "nonsense" } })] },
    );
    await expect(attempt).rejects.toMatchObject({
      code: "ACTION_SCHEMA_INVALID",
      status: 422,
      details: { issues: [{ path: expect.stringContaining("services.1.actions.0.inputSchema") }] },
    });
    expect(await deps.store.lookup.services.count({})).toBe(0);
  });

  it("is refused also when a service that is known changes an action to one whose schema cannot be used", async () => {
    const agent = await givenAgent(deps);
    await report(agent, { actions: [reportedAction()] });
    const before = await deps.store.lookup.actions.list({});
    const broken = reportedAction({ inputSchema: { type: "nonsense" } });
    await expect(report(agent, { version: "2", actions: [broken] })).rejects.toMatchObject({
      code: "ACTION_SCHEMA_INVALID",
    });
    expect(await deps.store.lookup.actions.list({})).toEqual(before);
  });

  it("leaves services alone that it does not name", async () => {
    const agent = await givenService(deps);
    await report(agent, { code: "second" });
    expect(await deps.store.lookup.services.count({ agentId: agent.agentId })).toBe(2);
  });
});

describe("a service code", () => {
  it("belongs to its agent while that one lives", async () => {
    await givenService(deps, { agentCode: "owner" });
    const thief = await givenAgent(deps, { code: "thief" });
    await expect(report(thief, {})).rejects.toMatchObject({
      code: "CAPSULE_SERVICE_CODE_TAKEN",
      status: 409,
    });
  });

  it("moves with its id to another agent when its owner is silent or disabled, and says so", async () => {
    const owner = await givenService(deps, { agentCode: "owner" });
    await disableAgent(await userContext(deps, "operator"), owner);
    const heir = await givenAgent(deps, { code: "heir" });
    await report(heir, {});
    expect(await stored()).toMatchObject({ id: owner.serviceId, agentId: heir.agentId });
    expect(await auditMetadata(deps, "service.moved")).toEqual([
      { fromAgentId: owner.agentId, toAgentId: heir.agentId },
    ]);
    expect(deps.presence.servicesOf(owner.agentId)).toEqual([]);
    expect(deps.presence.servicesOf(heir.agentId)).toHaveLength(1);
  });

  it("takes the commands along that nobody has polled", async () => {
    const owner = await givenService(deps, { agentCode: "owner" });
    const operator = await userContext(deps, "operator");
    const command = await execute(operator, owner);
    await disableAgent(operator, owner);
    const heir = await givenAgent(deps, { code: "heir" });
    await report(heir, {});
    expect((await poll(deps, heir)).commands).toMatchObject([{ id: command.id, agentId: heir.agentId }]);
  });

  it("is taken by one of three agents that report it at once", async () => {
    const agents = await Promise.all(["a", "b", "c"].map((code) => givenAgent(deps, { code })));
    const outcomes = await Promise.all(agents.map((agent) => codeOf(report(agent, {}))));
    expect(outcomes.sort()).toEqual([
      "CAPSULE_SERVICE_CODE_TAKEN",
      "CAPSULE_SERVICE_CODE_TAKEN",
      "it succeeded",
    ]);
  });
});
