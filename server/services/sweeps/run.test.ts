import { MaintenanceResult } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../store/store";
import { agentContext, userContext } from "../../testing/actors";
import {
  auditMetadata,
  auditRows,
  type GivenService,
  givenRegistrationToken,
  givenService,
  reportedAction,
} from "../../testing/builders";
import { execute, poll } from "../../testing/commands";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { heartbeat } from "../agents/heartbeat";
import { listServices } from "../capsule-services/list";
import { noteSample } from "../capsule-services/note-sample";
import type { UserContext } from "../context";
import { pruneRows } from "./prune";
import { runMaintenance } from "./run";

const dayMs = 24 * 60 * 60_000;

let deps: TestDeps;
let operator: UserContext;
let service: GivenService;
beforeEach(async () => {
  deps = await createTestDeps();
  operator = await userContext(deps, "operator");
  service = await givenService(deps, {
    actions: [reportedAction({ timeoutSeconds: 30 }), reportedAction({ name: "safe", idempotent: true })],
  });
});
afterEach(() => deps.remove());

const commandRow = (id: `cmd_${string}`) => deps.store.lookup.commands.get({ id });

describe("a maintenance run", () => {
  it("writes nothing when nothing is due", async () => {
    const before = await deps.store.lookup.auditEvents.count({});
    const result = MaintenanceResult.parse(await runMaintenance(deps));
    expect(result).toMatchObject({
      expiredCommands: 0,
      offlineAgents: 0,
      deletedRows: {},
      deletedAuditEvents: 0,
    });
    expect(await deps.store.lookup.auditEvents.count({})).toBe(before);
  });

  it("[seed 16] says which agents and services fell silent, one row each and a summary", async () => {
    await deps.clock.advance(91_000);
    expect(await runMaintenance(deps)).toMatchObject({ offlineAgents: 1, offlineServices: 1 });
    expect(await auditRows(deps, "agent.offline")).toMatchObject([
      { actorType: "SYSTEM", targetId: service.agentId },
    ]);
    expect(await auditMetadata(deps, "service.status.changed")).toEqual([
      { from: "HEALTHY", to: "OFFLINE", reason: "AGENT_SILENT" },
    ]);
    expect(await auditMetadata(deps, "system.agent.offline")).toEqual([{ count: 1 }]);
    expect(await auditMetadata(deps, "system.service.stale")).toEqual([{ count: 1 }]);
    expect(await auditRows(deps, "maintenance.run")).toHaveLength(1);
    expect(await runMaintenance(deps)).toMatchObject({ offlineAgents: 0, offlineServices: 0 });
  });

  it("says that a service went stale whose agent speaks but reports nothing", async () => {
    for (let n = 0; n < 5; n++) {
      await deps.clock.advance(30_000);
      await heartbeat(agentContext(deps, service), {});
    }
    expect(await runMaintenance(deps)).toMatchObject({ offlineAgents: 0, offlineServices: 1 });
    expect(await auditMetadata(deps, "service.status.changed")).toEqual([
      { from: "HEALTHY", to: "STALE", reason: "REPORT_STALE" },
    ]);
  });

  it("[seed 73] holds silence against nobody before the server was ready", async () => {
    await deps.clock.advance(10 * 60_000);
    deps = await deps.restart();
    expect(await runMaintenance(deps)).toMatchObject({ offlineAgents: 0, offlineServices: 0 });
    await deps.clock.advance(91_000);
    expect(await runMaintenance(deps)).toMatchObject({ offlineAgents: 1 });
  });

  it("[seed 74] changes no status that people see: that never waits for it", async () => {
    await deps.clock.advance(91_000);
    await deps.flush();
    const list = { page: 1, pageSize: 20, sort: [{ field: "createdAt", direction: "desc" }] } as const;
    const statuses = async () =>
      (await listServices(operator, { ...list, sort: [...list.sort] })).items.map((item) => item.status);
    const before = await statuses();
    await runMaintenance(deps);
    expect(await statuses()).toEqual(before);
    expect(before).not.toEqual(["HEALTHY"]);
  });

  it("[seed 88] ends commands past their deadline, pending and running, and tells the agent", async () => {
    const running = await execute(operator, service);
    await poll(deps, service);
    const waiting = await execute(operator, service);
    const young = await execute(operator, service, { actionName: "safe" });
    await deps.clock.advance(41_000);
    expect(await runMaintenance(deps)).toMatchObject({ expiredCommands: 2 });
    for (const { id } of [running, waiting]) {
      expect(await commandRow(id)).toMatchObject({ status: "EXPIRED", errorCode: "COMMAND_EXPIRED" });
    }
    expect(await commandRow(young.id)).toMatchObject({ status: "PENDING" });
    expect((await poll(deps, service)).control.cancel).toEqual([running.id]);
    expect(await auditMetadata(deps, "system.command.expired")).toEqual([{ count: 2 }]);
  });

  it("fails a leased command whose agent vanished, and lets an idempotent one wait again", async () => {
    const lost = await execute(operator, service);
    const safe = await execute(operator, service, { actionName: "safe" });
    await poll(deps, service, { instanceId: "ins_a" });
    await deps.clock.advance(60_000);
    await deps.store.transaction((tx) => tx.commands.update({ id: lost.id }, { expiresAt: null }));
    expect(await runMaintenance(deps)).toMatchObject({ lostCommands: 2 });
    expect(await commandRow(lost.id)).toMatchObject({ status: "FAILED", errorCode: "AGENT_LOST" });
    expect(await commandRow(safe.id)).toMatchObject({ status: "PENDING", leaseInstanceId: null, attempt: 1 });
    expect((await poll(deps, service, { instanceId: "ins_b" })).commands).toMatchObject([
      { id: safe.id, attempt: 2 },
    ]);
  });

  it("marks registration tokens whose time is up", async () => {
    const { id } = await givenRegistrationToken(deps, { expiresAt: deps.clock.now() + 60_000 });
    await deps.clock.advance(60_000);
    expect(await runMaintenance(deps)).toMatchObject({ expiredRegistrationTokens: 1 });
    expect(await deps.store.lookup.registrationTokens.get({ id })).toMatchObject({ status: "EXPIRED" });
  });

  it("prunes every growing table by its retention, and opens a new health interval afterwards", async () => {
    await deps.clock.advance(100 * dayMs);
    const { deletedAuditEvents, deletedRows } = await runMaintenance(deps);
    expect(deletedAuditEvents).toBeGreaterThan(0);
    expect(deletedRows).toMatchObject({ healthIntervals: 1, registrationTokens: 1 });
    await heartbeat(agentContext(deps, service), { health: { status: "UP" } });
    expect(await deps.store.lookup.healthIntervals.list({})).toMatchObject([
      { status: "UP", fromAt: deps.clock.now(), samples: 1 },
    ]);
  });

  it("opens a new health interval also when the sample is committed together with the pruning", async () => {
    const { ctx, going } = await givenSilence();
    const known = deps.presence.service(service.serviceId);
    if (known === null) throw new Error("presence does not know the service");
    await Promise.all([
      pruneRows(ctx, "healthIntervals", [going]),
      noteSample(agentContext(deps, service), {
        service: known,
        health: { status: "UP" },
        now: deps.clock.now(),
      }),
    ]);
    expect(await deps.store.lookup.healthIntervals.list({})).toMatchObject([
      { status: "UP", fromAt: deps.clock.now(), samples: 1 },
    ]);
  });

  it("goes on with a health interval whose pruning was undone", async () => {
    const { ctx, going } = await givenSilence();
    const before = deps.presence.service(service.serviceId);
    const store: Store = {
      ...deps.store,
      transaction: (job) =>
        deps.store.transaction(async (tx) => {
          await job(tx);
          throw new Error("the disk is full");
        }),
    };
    await expect(
      pruneRows({ ...ctx, deps: { ...deps, store } }, "healthIntervals", [going]),
    ).rejects.toThrow();
    expect(deps.presence.service(service.serviceId)).toEqual(before);
    expect(before?.intervalId).toBe(going);
  });

  /** The service is said to be offline, and holds the interval that its next sample would go on with. */
  async function givenSilence() {
    deps.settings.replace({ ...deps.settings.maintenance, healthRetentionDays: 0 });
    await deps.clock.advance(100 * dayMs);
    await runMaintenance(deps);
    const [interval] = await deps.store.lookup.healthIntervals.list({});
    if (interval === undefined) throw new Error("the service has no interval");
    const actor = { type: "SYSTEM", job: "maintenance" } as const;
    return { ctx: { deps, actor, request: { requestId: "maintenance" } }, going: interval.id };
  }

  it("keeps tokens and config changes as long as an owner set, not as the environment says", async () => {
    const { id } = await givenRegistrationToken(deps, { status: "REVOKED" });
    deps.settings.replace({ ...deps.settings.maintenance, tokenRetentionDays: 0 });
    await deps.clock.advance(400 * dayMs);
    await runMaintenance(deps);
    expect(await deps.store.lookup.registrationTokens.get({ id })).not.toBeNull();
    deps.settings.replace({ ...deps.settings.maintenance, tokenRetentionDays: 400 });
    await deps.clock.advance(1);
    await runMaintenance(deps);
    expect(await deps.store.lookup.registrationTokens.get({ id })).toBeNull();
  });

  it("prunes a backlog of more than one chunk, and nothing at a retention of 0", async () => {
    const old = deps.clock.now();
    await deps.store.transaction(async (tx) => {
      for (let n = 0; n < 1200; n++) {
        await tx.auditEvents.insert({
          id: deps.ids.next("aud"),
          actorType: "SYSTEM",
          actorId: null,
          actorName: null,
          action: "old",
          targetType: null,
          targetId: null,
          result: "SUCCESS",
          message: null,
          ipAddress: null,
          userAgent: null,
          metadata: "{}",
          createdAt: old,
        });
      }
    });
    await deps.clock.advance(91 * dayMs);
    const keepAll = { ...deps.settings.maintenance, auditRetentionDays: 0 };
    const { maintenance } = deps.settings;
    deps.settings.replace(keepAll);
    expect(await runMaintenance(deps)).toMatchObject({ deletedAuditEvents: 0 });
    deps.settings.replace(maintenance);
    await runMaintenance(deps);
    expect(await auditRows(deps, "old")).toEqual([]);
  });
});
