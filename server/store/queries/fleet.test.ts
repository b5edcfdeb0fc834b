import { FleetMap, HealthBars } from "@opstage/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StatusContext } from "../../domain/effective-status";
import type { ConfigItemRow, HealthIntervalRow } from "../rows";
import { sampleAgent, sampleCommand, sampleId, sampleService } from "../sample-rows";
import type { Store } from "../store";
import { tempStore } from "../temp-database";
import { queries } from ".";
import { openReaderDatabase, type ReaderDatabase } from "./reader-database";

const now = Date.UTC(2026, 5, 1, 12);
const hour = 3_600_000;
const at: StatusContext = { now, readyAt: 0, thresholds: { offlineMs: 90_000, staleMs: 120_000 } };

const calm = sampleAgent({ code: "calm", lastHeartbeatAt: now });
const silent = sampleAgent({ code: "silent", lastHeartbeatAt: now - 600_000 });
const fresh = { lastHealthAt: now - 1_000, lastReportedAt: now - 1_000 };
const one = sampleService({ agentId: calm.id, code: "one", name: "One", ...fresh });
const two = sampleService({ agentId: calm.id, code: "two", name: "Two", ...fresh });
const three = sampleService({ agentId: silent.id, code: "three", name: "Three", ...fresh });

function interval(
  facts: Pick<HealthIntervalRow, "serviceId" | "status" | "fromAt" | "toAt"> & Partial<HealthIntervalRow>,
): HealthIntervalRow {
  return { id: sampleId("hlr"), agentId: calm.id, message: null, details: "{}", samples: 1, ...facts };
}

function item(
  facts: Pick<ConfigItemRow, "serviceId" | "key" | "valuePreview"> & Partial<ConfigItemRow>,
): ConfigItemRow {
  return {
    id: sampleId("cfg"),
    label: null,
    type: "string",
    source: null,
    editable: false,
    sensitive: false,
    defaultValue: null,
    secretRef: null,
    changedAt: null,
    createdAt: now,
    updatedAt: now,
    ...facts,
  };
}

let store: Store;
let remove: () => Promise<void>;
let db: ReaderDatabase;
beforeAll(async () => {
  ({ store, remove } = await tempStore());
  await store.transaction(async (tx) => {
    await tx.agents.insertMany([calm, silent]);
    await tx.services.insertMany([one, two, three]);
    await tx.healthIntervals.insertMany([
      interval({ serviceId: one.id, status: "DOWN", fromAt: now - 60 * hour, toAt: now - 50 * hour }),
      interval({ serviceId: one.id, status: "UP", fromAt: now - 50 * hour, toAt: now - 2 * hour }),
      interval({
        serviceId: one.id,
        status: "DEGRADED",
        message: "slow",
        fromAt: now - 2 * hour,
        toAt: now,
      }),
      interval({ serviceId: two.id, status: "DOWN", fromAt: now - 60 * hour, toAt: now - 50 * hour }),
    ]);
    await tx.configItems.insertMany([
      item({ serviceId: one.id, key: "region", valuePreview: "eu", changedAt: now - hour }),
      item({ serviceId: two.id, key: "region", valuePreview: "us" }),
      item({ serviceId: three.id, key: "region", valuePreview: "eu" }),
      item({ serviceId: one.id, key: "log", valuePreview: null }),
      item({ serviceId: two.id, key: "log", valuePreview: "" }),
      item({ serviceId: one.id, key: "key", valuePreview: null, sensitive: true, secretRef: "env://A" }),
      item({ serviceId: two.id, key: "key", valuePreview: null, sensitive: true, secretRef: "env://B" }),
      item({ serviceId: three.id, key: "key", valuePreview: null, sensitive: true }),
    ]);
    const change = { kind: "CHANGED", before: null, after: null } as const;
    await tx.configChanges.insertMany([
      { id: sampleId("cch"), serviceId: one.id, key: "region", ...change, createdAt: now - hour },
      { id: sampleId("cch"), serviceId: two.id, key: "log", ...change, createdAt: now - 30 * hour },
    ]);
    for (const [index, seconds] of [1, 2, 3, 4, 100].entries()) {
      await tx.commands.insert(
        sampleCommand({
          agentId: calm.id,
          serviceId: one.id,
          status: index === 4 ? "FAILED" : "SUCCEEDED",
          startedAt: now - hour,
          completedAt: now - hour + seconds * 1_000,
        }),
      );
    }
    await tx.commands.insert(sampleCommand({ agentId: calm.id, serviceId: one.id, status: "CANCELLED" }));
  });
  db = openReaderDatabase(store.path);
});
afterAll(async () => {
  await db.close();
  await remove();
});

describe("health bars", () => {
  it("hold what was going on when the window began and what came since, newest first, and no more", async () => {
    const bars = HealthBars.parse(
      await queries.healthBars(db, { serviceIds: [two.id, one.id, "svc_gone"], now }),
    );
    expect(bars.bars).toMatchObject([
      { serviceId: one.id, parts: [{ status: "DEGRADED", message: "slow" }, { status: "UP" }] },
    ]);
  });
});

describe("the fleet map", () => {
  it("groups services by agent with the status that holds now, agents with trouble first", async () => {
    const map = FleetMap.parse(await queries.fleetMap(db, { filter: {}, at }));
    expect(map).toMatchObject({
      serviceCount: 3,
      truncated: false,
      agents: [
        { code: "silent", status: "OFFLINE", services: [{ name: "Three", status: "OFFLINE" }] },
        { code: "calm", status: "ONLINE", services: [{ name: "One" }, { name: "Two", status: "HEALTHY" }] },
      ],
    });
  });

  it("follows the list's filters", async () => {
    const map = await queries.fleetMap(db, { filter: { status: "OFFLINE" }, at });
    expect(map.agents.map(({ code }) => code)).toEqual(["silent"]);
  });
});

describe("durations of an action", () => {
  it("are those of runs that succeeded or failed", async () => {
    const durations = await queries.actionDurations(db, { serviceId: one.id, actionName: "echo" });
    expect(durations).toMatchObject({ runs: 5, failed: 1, p50Ms: 3_000, p95Ms: 100_000, maxMs: 100_000 });
    const shown = durations.buckets.reduce((sum, { succeeded, failed }) => sum + succeeded + failed, 0);
    expect(shown).toBe(5);
  });

  it("are empty for an action that never ran, and refused for a service that is not there", async () => {
    expect(await queries.actionDurations(db, { serviceId: one.id, actionName: "never" })).toMatchObject({
      runs: 0,
      p50Ms: null,
      buckets: [],
    });
    await expect(
      queries.actionDurations(db, { serviceId: "svc_gone", actionName: "echo" }),
    ).rejects.toMatchObject({ code: "CAPSULE_SERVICE_NOT_FOUND" });
  });
});

describe("configs over all services", () => {
  it("keys whose values differ come first; of sensitive ones only whether they are set differs", async () => {
    const { keys } = await queries.configKeys(db, {});
    expect(keys).toMatchObject([
      { key: "key", serviceCount: 3, valueCount: 2, sensitive: true },
      { key: "region", serviceCount: 3, valueCount: 2, lastChangedAt: "2026-06-01T11:00:00.000Z" },
      { key: "log", serviceCount: 2, valueCount: 2 },
    ]);
    expect((await queries.configKeys(db, { q: "eg_" })).keys).toEqual([]);
  });

  it("one key is grouped by equal value, the most common first", async () => {
    expect(await queries.compareConfig(db, { key: "region" })).toMatchObject({
      serviceCount: 3,
      groupCount: 2,
      groups: [
        { state: "VALUE", value: "eu", serviceCount: 2, services: [{ code: "one" }, { code: "three" }] },
        { state: "VALUE", value: "us", serviceCount: 1, services: [{ code: "two" }] },
      ],
    });
    const { groups } = await queries.compareConfig(db, { key: "log" });
    expect(groups).toMatchObject([
      { state: "NOT_SET", value: null },
      { state: "VALUE", value: "" },
    ]);
  });

  it("a sensitive value shows only whether it is set", async () => {
    const { groups } = await queries.compareConfig(db, { key: "key" });
    expect(groups).toMatchObject([
      { state: "SENSITIVE_SET", value: null, serviceCount: 2 },
      { state: "SENSITIVE_HIDDEN", value: null, serviceCount: 1 },
    ]);
  });

  it("changes of a time range name their service", async () => {
    const { items } = await queries.fleetConfigChanges(db, {
      page: 1,
      pageSize: 20,
      sort: [{ field: "createdAt", direction: "desc" }],
      from: new Date(now - 24 * hour).toISOString(),
    });
    expect(items).toMatchObject([{ key: "region", serviceName: "One", serviceCode: "one" }]);
  });
});
