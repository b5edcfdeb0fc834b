import { adminOperations, Metrics, type OperationShape, parseCall } from "@opstage/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { StatusContext } from "../../domain/effective-status";
import {
  sampleAgent,
  sampleAudit,
  sampleCommand,
  sampleId,
  sampleService,
  sampleSession,
  sampleUser,
} from "../sample-rows";
import type { Store } from "../store";
import { tempStore } from "../temp-database";
import { queries } from ".";
import { openReaderDatabase, type ReaderDatabase } from "./reader-database";

const now = Date.UTC(2026, 5, 1, 12);
const at: StatusContext = { now, readyAt: 0, thresholds: { offlineMs: 90_000, staleMs: 120_000 } };

const owner = sampleUser({ role: "owner", displayName: "Olivia" });
const online = sampleAgent({ code: "alpha", lastHeartbeatAt: now - 1_000, createdAt: 1 });
const silent = sampleAgent({
  code: "beta_1",
  name: "Beta 100%",
  lastHeartbeatAt: now - 91_000,
  createdAt: 2,
});
const disabled = sampleAgent({ code: "gamma", disabledAt: now, lastHeartbeatAt: now, createdAt: 3 });
const unseen = sampleAgent({ code: "delta", lastHeartbeatAt: null, createdAt: 4 });

const fresh = { lastHealthAt: now - 1_000, lastReportedAt: now - 1_000 };
const healthy = sampleService({ agentId: online.id, code: "healthy", ...fresh });
const broken = sampleService({
  agentId: online.id,
  code: "broken",
  ...fresh,
  healthStatus: "DOWN",
  healthMessage: "no upstream",
});
const stale = sampleService({
  agentId: online.id,
  code: "stale",
  lastHealthAt: now - 121_000,
  lastReportedAt: null,
});
const offline = sampleService({ agentId: silent.id, code: "offline", ...fresh });

const interval = {
  id: sampleId("hlr"),
  serviceId: broken.id,
  agentId: online.id,
  status: "DOWN",
  message: "no upstream",
  details: '{"tries":3}',
  fromAt: now - 60_000,
  toAt: now - 1_000,
  samples: 3,
} as const;
const failed = sampleCommand({
  agentId: online.id,
  serviceId: healthy.id,
  status: "FAILED",
  payload: '{"apiKey":"sk-1","count":2}',
  createdByUserId: owner.id,
  errorCode: "ACTION_FAILED",
  errorMessage: "no",
  createdAt: now - 5_000,
  startedAt: now - 4_000,
  completedAt: now - 3_000,
});
const waiting = sampleCommand({ agentId: silent.id, serviceId: offline.id, createdAt: now - 600_000 });
const action = {
  id: sampleId("act"),
  serviceId: healthy.id,
  name: "echo",
  label: "Echo",
  description: null,
  dangerLevel: "LOW",
  requiresConfirmation: false,
  category: null,
  order: null,
  inputSchema: '{"type":"object"}',
  outputSchema: null,
  timeoutSeconds: 5,
  idempotent: false,
  ephemeralFields: "[]",
  enabled: true,
  createdAt: 1,
  updatedAt: 1,
} as const;
const audits = [
  sampleAudit({
    action: "agent.disabled",
    targetType: "Agent",
    targetId: disabled.id,
    actorId: owner.id,
    actorType: "USER",
    createdAt: now - 10,
  }),
  sampleAudit({
    action: "service.health.changed",
    targetType: "CapsuleService",
    targetId: broken.id,
    metadata: '{"from":"UP","to":"DOWN","status":"UNHEALTHY"}',
    createdAt: now - 20,
  }),
  sampleAudit({
    action: "service.status.changed",
    targetType: "CapsuleService",
    targetId: "svc_gone",
    metadata: '{"from":"HEALTHY","to":"STALE"}',
    createdAt: now - 3_600_000,
    result: "FAILURE",
  }),
];

let store: Store;
let db: ReaderDatabase;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ store, remove } = tempStore());
  await store.transaction(async (tx) => {
    await tx.users.insert(owner);
    for (const expiresAt of [now + 1, now + 60_000, now]) {
      await tx.sessions.insert(sampleSession({ userId: owner.id, expiresAt }));
    }
    await tx.agents.insertMany([online, silent, disabled, unseen]);
    await tx.agentInstances.insertMany([
      { id: sampleId("ins"), agentId: online.id, firstSeenAt: now - 50_000, lastSeenAt: now - 1_000 },
      { id: sampleId("ins"), agentId: online.id, firstSeenAt: now - 20_000, lastSeenAt: now - 2_000 },
      { id: sampleId("ins"), agentId: silent.id, firstSeenAt: now - 90_000, lastSeenAt: now - 80_000 },
      { id: sampleId("ins"), agentId: silent.id, firstSeenAt: now - 70_000, lastSeenAt: now - 60_000 },
    ]);
    await tx.services.insertMany([healthy, broken, stale, offline]);
    await tx.healthIntervals.insert(interval);
    await tx.actions.insert(action);
    await tx.commands.insertMany([failed, waiting]);
    await tx.commandResults.insert({
      id: sampleId("crs"),
      commandId: failed.id,
      agentId: online.id,
      success: false,
      message: "no",
      data: "{}",
      error: '{"code":"ACTION_FAILED"}',
      resultHash: "",
      startedAt: null,
      finishedAt: null,
      reportedAt: now,
      createdAt: now,
    });
    await tx.commandLogs.insertMany(
      [1, 2, 3].map((seq) => ({
        id: sampleId("clg"),
        commandId: failed.id,
        seq,
        at: now,
        level: "info",
        line: `${seq}`,
      })),
    );
    await tx.registrationTokens.insertMany(
      [
        { name: "good", expiresAt: now + 3_600_000 },
        { name: "over", expiresAt: now - 1 },
        { name: "eternal", expiresAt: null },
      ].map((facts, index) => ({
        id: sampleId("tok"),
        tokenHash: `hash ${index}`,
        status: "ACTIVE" as const,
        boundAgentId: null,
        agentId: null,
        createdByUserId: owner.id,
        usedAt: null,
        revokedAt: null,
        createdAt: index,
        updatedAt: index,
        ...facts,
      })),
    );
    await tx.configChanges.insert({
      id: sampleId("cch"),
      serviceId: healthy.id,
      key: "mode",
      kind: "REMOVED",
      before: JSON.stringify({
        label: null,
        type: "string",
        source: null,
        editable: false,
        sensitive: false,
        valuePreview: "fast",
        defaultValue: null,
        secretRef: null,
      }),
      after: null,
      createdAt: now,
    });
    await tx.auditEvents.insertMany(audits);
  });
  db = openReaderDatabase(store.path);
});
afterAll(async () => {
  await db.close();
  await remove();
});

/** What a call parses to, defaults included; and a check that the reply is what the contract says, no field more. */
function asked<O extends OperationShape>(operation: O, call: object = {}) {
  return parseCall(operation, call);
}
function checked<T>(schema: z.ZodType | undefined, value: T): T {
  z.strictObject({ value: schema ?? z.never() }).parse({ value });
  return value;
}
function pageOf<T extends { readonly items: readonly unknown[] }>(operation: OperationShape, page: T): T {
  for (const item of page.items) checked(operation.data, item);
  return page;
}

const { agents, services, commands, audit, registrationTokens, users, dashboard } = adminOperations;

test("agents are listed, filtered by the status that holds now", async () => {
  const codes = async (call: object) =>
    pageOf(agents.list, await queries.listAgents(db, { ...asked(agents.list, call), at })).items.map(
      ({ code }) => code,
    );
  expect(await codes({})).toEqual(["delta", "gamma", "beta_1", "alpha"]);
  expect(await codes({ status: "ONLINE" })).toEqual(["alpha"]);
  expect(await codes({ status: "OFFLINE" })).toEqual(["beta_1"]);
  expect(await codes({ status: "DISABLED" })).toEqual(["gamma"]);
  expect(await codes({ status: "PENDING" })).toEqual(["delta"]);
  expect(await codes({ sort: "code" })).toEqual(["alpha", "beta_1", "delta", "gamma"]);
  expect(await codes({ sort: "-lastHeartbeatAt,code" })).toEqual(["gamma", "alpha", "beta_1", "delta"]);
});

test("a search takes its text literally, in upper or lower case", async () => {
  const found = async (q: string) =>
    (await queries.listAgents(db, { ...asked(agents.list, { q }), at })).items.map(({ code }) => code);
  expect(await found("BETA")).toEqual(["beta_1"]);
  expect(await found("100%")).toEqual(["beta_1"]);
  expect(await found("%")).toEqual(["beta_1"]);
  expect(await found("_")).toEqual(["beta_1"]);
  expect(await found("\\")).toEqual([]);
});

test("two processes that take turns are a conflict, a restart is none", async () => {
  const { items } = await queries.listAgents(db, { ...asked(agents.list), at });
  const conflicts = items.filter(({ twoInstances }) => twoInstances).map(({ code }) => code);
  expect(conflicts).toEqual(["alpha"]);
});

test("an agent's detail has its services, tokens and instances", async () => {
  const detail = await queries.getAgent(db, { agentId: online.id, at });
  checked(agents.get.data, detail);
  expect(detail).toMatchObject({ status: "ONLINE", serviceCount: 3, twoInstances: true });
  expect(detail.services.map(({ code, status }) => [code, status])).toEqual([
    ["healthy", "HEALTHY"],
    ["broken", "UNHEALTHY"],
    ["stale", "STALE"],
  ]);
  await expect(queries.getAgent(db, { agentId: "agt_gone", at })).rejects.toMatchObject({
    code: "AGENT_NOT_FOUND",
  });
});

test("the status filter of services finds what the list shows", async () => {
  const all = pageOf(services.list, await queries.listServices(db, { ...asked(services.list), at }));
  expect(all.total).toBe(4);
  for (const status of ["HEALTHY", "UNHEALTHY", "STALE", "OFFLINE", "UNKNOWN"] as const) {
    const filtered = await queries.listServices(db, { ...asked(services.list, { status }), at });
    expect(filtered.items).toEqual(all.items.filter((service) => service.status === status));
    expect(filtered.total).toBe(filtered.items.length);
  }
});

test("a service's detail has its newest sample, and its history the intervals of the window", async () => {
  const detail = await queries.getService(db, { serviceId: broken.id, at });
  checked(services.get.data, detail);
  expect(detail.health).toMatchObject({ id: interval.id, status: "DOWN", message: "no upstream" });
  expect((await queries.getService(db, { serviceId: healthy.id, at })).actions).toMatchObject([
    { name: "echo" },
  ]);
  const history = await queries.healthHistory(db, { serviceId: broken.id, now });
  checked(services.healthHistory.data, history);
  expect(history.intervals).toMatchObject([{ samples: 3, details: { tries: 3 } }]);
  const before = { to: new Date(now - 61_000).toISOString() };
  expect((await queries.healthHistory(db, { serviceId: broken.id, now, ...before })).intervals).toEqual([]);
  const changes = await queries.configChanges(db, asked(services.configChanges, { serviceId: healthy.id }));
  expect(pageOf(services.configChanges, changes).items).toMatchObject([
    { key: "mode", kind: "REMOVED", after: null },
  ]);
});

test("commands are listed with the names beside their ids and without the secrets of their payload", async () => {
  const page = pageOf(
    commands.list,
    await queries.listCommands(db, { ...asked(commands.list, { status: "FAILED" }), now }),
  );
  expect(page.items).toMatchObject([
    {
      id: failed.id,
      agentCode: "alpha",
      serviceCode: "healthy",
      actionLabel: "Echo",
      createdByName: "Olivia",
      durationMs: 1_000,
      payload: { apiKey: "[REDACTED]", count: 2 },
    },
  ]);
  const byPrefix = await queries.listCommands(db, {
    ...asked(commands.list, { q: waiting.id.slice(0, -1) }),
    now,
  });
  expect(byPrefix.items.map(({ id }) => id)).toContain(waiting.id);
  const none = await queries.listCommands(db, { ...asked(commands.list, { q: "cmd_zzz" }), now });
  expect(none.total).toBe(0);
});

test("a command's detail has its result, its logs come line by line", async () => {
  const detail = await queries.getCommand(db, { commandId: failed.id, now });
  checked(commands.get.data, detail);
  expect(detail.result).toMatchObject({ success: false, error: { code: "ACTION_FAILED" } });
  const logs = await queries.commandLogs(db, { commandId: failed.id, afterSeq: 1, limit: 1 });
  expect(checked(commands.logs.data, logs)).toMatchObject({ lines: [{ seq: 2, line: "2" }], lastSeq: 2 });
  await expect(queries.getCommand(db, { commandId: "cmd_gone", now })).rejects.toMatchObject({
    code: "COMMAND_NOT_FOUND",
  });
});

test("audit events are found by every filter and named after their targets", async () => {
  const actions = async (call: object) =>
    pageOf(audit.list, await queries.listAudit(db, asked(audit.list, call))).items.map(
      ({ action }) => action,
    );
  expect(await actions({})).toEqual(["agent.disabled", "service.health.changed", "service.status.changed"]);
  expect(await actions({ actorType: "USER" })).toEqual(["agent.disabled"]);
  expect(await actions({ result: "FAILURE" })).toEqual(["service.status.changed"]);
  expect(await actions({ q: "service." })).toEqual(["service.health.changed", "service.status.changed"]);
  expect(await actions({ q: owner.id })).toEqual(["agent.disabled"]);
  expect(
    await actions({ from: new Date(now - 20).toISOString(), to: new Date(now - 20).toISOString() }),
  ).toEqual(["service.health.changed"]);
  const { items } = await queries.listAudit(db, asked(audit.list));
  expect(items.map(({ targetName }) => targetName)).toEqual(["gamma", "Sample service", null]);
  expect(await queries.auditActions(db)).toEqual([
    "agent.disabled",
    "service.health.changed",
    "service.status.changed",
  ]);
});

test("an export goes through all matching events chunk by chunk", async () => {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const chunk = await queries.exportAudit(db, { filters: { q: "service." }, cursor, limit: 1 });
    ids.push(...chunk.events.map(({ id }) => id));
    cursor = chunk.nextCursor;
  } while (cursor !== undefined);
  expect(ids).toEqual([audits[1]?.id, audits[2]?.id]);
});

test("a registration token past its time is EXPIRED in the list and for the filter", async () => {
  const names = async (status: string) =>
    pageOf(
      registrationTokens.list,
      await queries.listRegistrationTokens(db, { ...asked(registrationTokens.list, { status }), now }),
    ).items.map(({ name }) => name);
  expect(await names("ACTIVE")).toEqual(["eternal", "good"]);
  expect(await names("EXPIRED")).toEqual(["over"]);
  expect(await names("USED")).toEqual([]);
});

test("users are listed without their passwords, with their sessions that are good now", async () => {
  const input = { ...asked(users.list, { q: "olivia" }), now };
  const page = pageOf(users.list, await queries.listUsers(db, input));
  expect(page.items).toMatchObject([{ id: owner.id, activeSessions: 2 }]);
  expect(JSON.stringify(page)).not.toContain("password");
});

test("the dashboard counts by the status that holds now and says what needs attention, worst first", async () => {
  const summary = checked(dashboard.summary.data, await queries.dashboardSummary(db, { at }));
  expect(summary.agentCounts).toEqual({ PENDING: 1, ONLINE: 1, OFFLINE: 1, DISABLED: 1, REVOKED: 0 });
  expect(summary.serviceCounts).toEqual({ UNKNOWN: 0, HEALTHY: 1, UNHEALTHY: 1, STALE: 1, OFFLINE: 1 });
  expect(summary.commandCounts).toMatchObject({ FAILED: 1, PENDING: 1, SUCCEEDED: 0 });
  expect(summary.commandCounts24h).toMatchObject({ FAILED: 1, PENDING: 1 });
  expect(summary.auditEventCount).toBe(3);
  expect(summary.needsAttention.map(({ code, name }) => [code, name])).toEqual([
    ["SERVICE_UNHEALTHY", "Sample service"],
    ["SERVICE_OFFLINE", "Sample service"],
    ["AGENT_OFFLINE", "Beta 100%"],
    ["AGENT_TWO_INSTANCES", "alpha"],
    // By the label of its action, which the other's service does not declare.
    ["COMMAND_FAILED", "Echo"],
    ["SERVICE_STALE", "Sample service"],
    ["COMMAND_WAITING", "echo"],
    ["TOKEN_EXPIRING", "good"],
  ]);
  expect(summary.needsAttention.map(({ serviceName }) => serviceName)).toEqual([
    ...[null, null, null, null, "Sample service", null, "Sample service", null],
  ]);
  expect(summary.needsAttentionTotal).toBe(8);
  expect(summary.commandOutcomesPerHour).toHaveLength(24);
  // The clock of this test stands at a full hour: what ended a moment ago belongs to the hour before.
  expect(summary.commandOutcomesPerHour.at(-2)).toMatchObject({ failed: 1, succeeded: 0 });
  expect(summary.statusTransitionsPerHour.at(-2)).toMatchObject({ unhealthy: 1, stale: 1, healthy: 0 });
  expect(summary.recentCommands.map(({ id }) => id)).toEqual([failed.id, waiting.id]);
  expect(summary.recentAuditEvents).toHaveLength(3);
});

test("metrics count what is there", async () => {
  const { staleOnlineAgents, ...stored } = await queries.metrics(db, { at });
  Metrics.omit({ workspace: true, operational: true }).parse(stored);
  expect(stored.totals).toEqual({
    users: 1,
    agents: 4,
    capsuleServices: 4,
    registrationTokens: 3,
    commands: 2,
    auditEvents: 3,
  });
  expect(stored.commandDurations).toEqual({
    sampleSize: 1,
    p50Ms: 1_000,
    p95Ms: 1_000,
    maxMs: 1_000,
    meanMs: 1_000,
  });
  expect(stored.topCommandErrors).toEqual([{ code: "ACTION_FAILED", count: 1 }]);
  expect(staleOnlineAgents).toBe(1);
  expect(await queries.counts(db)).toMatchObject({ Agent: 4, AuditEvent: 3, CommandLog: 3 });
});

test("maintenance finds what is due and nothing else", async () => {
  expect(await queries.findOfflineAgents(db, { at, limit: 10 })).toEqual([silent.id]);
  expect((await queries.findChangedServices(db, { at, limit: 10 })).toSorted()).toEqual(
    [broken.id, stale.id, offline.id].toSorted(),
  );
  expect(await queries.findExpiredTokens(db, { now, limit: 10 })).toHaveLength(1);
  expect(await queries.findExpiredCommands(db, { now, limit: 10 })).toEqual([]);
  expect(await queries.findLostCommands(db, { now, limit: 10 })).toEqual([]);
  expect(await queries.findPrunable(db, { table: "auditEvents", before: now - 1_000, limit: 10 })).toEqual([
    audits[2]?.id,
  ]);
  expect(await queries.findPrunable(db, { table: "auditEvents", before: now + 1, limit: 2 })).toHaveLength(2);
  expect(await queries.findPrunable(db, { table: "commands", before: now, limit: 10 })).toEqual([failed.id]);
});
