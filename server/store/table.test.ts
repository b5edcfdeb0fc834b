import { afterEach, beforeEach, expect, test } from "vitest";
import { sampleAgent, sampleAudit, sampleId, sampleService } from "./sample-rows";
import type { Store } from "./store";
import { tempStore } from "./temp-database";

let store: Store;
let remove: () => Promise<void>;

beforeEach(() => {
  ({ store, remove } = tempStore());
});
afterEach(() => remove());

test("a row comes back as it was written, booleans and nulls included", async () => {
  const agent = sampleAgent();
  const service = sampleService({ agentId: agent.id });
  const item = {
    id: sampleId("cfg"),
    serviceId: service.id,
    key: "greeting",
    label: null,
    type: "string",
    source: "env",
    editable: true,
    sensitive: false,
    valuePreview: "hello",
    defaultValue: null,
    secretRef: null,
    changedAt: null,
    createdAt: 1,
    updatedAt: 2,
  };
  await store.transaction(async (tx) => {
    await tx.agents.insert(agent);
    await tx.services.insert(service);
    await tx.configItems.insert(item);
  });
  expect(await store.lookup.configItems.get({ id: item.id })).toStrictEqual(item);
  expect(await store.lookup.configItems.count({ editable: true, sensitive: false })).toBe(1);
});

test("conditions compare as SQL does: values, lists, null, bounds", async () => {
  await store.transaction((tx) =>
    tx.auditEvents.insertMany(
      [1, 2, 3, 4, 5].map((n) =>
        sampleAudit({ action: `a${n}`, createdAt: n, targetId: n % 2 === 0 ? null : `t${n}` }),
      ),
    ),
  );
  const actions = async (where: Parameters<typeof store.lookup.auditEvents.list>[0]) =>
    (await store.lookup.auditEvents.list(where, { orderBy: { createdAt: "asc" } })).map(
      ({ action }) => action,
    );
  expect(await actions({ action: "a2" })).toEqual(["a2"]);
  expect(await actions({ action: ["a1", "a3", "a5"] })).toEqual(["a1", "a3", "a5"]);
  expect(await actions({ action: [] })).toEqual([]);
  expect(await actions({ targetId: null })).toEqual(["a2", "a4"]);
  expect(await actions({ targetId: { not: null } })).toEqual(["a1", "a3", "a5"]);
  expect(await actions({ targetId: { not: "t1" } })).toEqual(["a2", "a3", "a4", "a5"]);
  expect(await actions({ createdAt: { gte: 2, lt: 4 } })).toEqual(["a2", "a3"]);
  expect(await actions({ createdAt: {} })).toEqual(["a1", "a2", "a3", "a4", "a5"]);
  expect(await actions({ createdAt: {}, action: "a2", targetId: {} })).toEqual(["a2"]);
  const newest = await store.lookup.auditEvents.list({}, { orderBy: { createdAt: "desc" }, limit: 2 });
  expect(newest.map(({ action }) => action)).toEqual(["a5", "a4"]);
});

test("a condition that was forgotten is refused instead of matching every row", async () => {
  const forgotten: { id?: `agt_${string}` } = { id: undefined };
  await expect(store.lookup.agents.get(forgotten)).rejects.toThrow('"id" cannot hold undefined');
});

test("an update answers how many rows it found, so that a guarded change knows whether it won", async () => {
  const agent = sampleAgent({ name: "before" });
  await store.transaction(async (tx) => {
    await tx.agents.insert(agent);
    expect(await tx.agents.update({ id: agent.id, name: "another" }, { name: "after" })).toBe(0);
    expect(
      await tx.agents.update({ id: agent.id, name: "before" }, { name: "after", runtime: undefined }),
    ).toBe(1);
  });
  expect(await store.lookup.agents.get({ id: agent.id })).toEqual({ ...agent, name: "after" });
});

test("a delete with a limit takes no more rows than that, also by a key of several columns", async () => {
  const prepared = ["one", "two", "three"].map((actionName) => ({
    userId: sampleId("usr"),
    serviceId: sampleId("svc"),
    actionName,
    inputSchema: "{}",
    preparedAt: 1,
  }));
  await store.transaction(async (tx) => {
    await tx.preparedSchemas.insertMany(prepared);
    expect(await tx.preparedSchemas.delete({ preparedAt: { lt: 5 } }, { limit: 2 })).toBe(2);
    expect(await tx.preparedSchemas.delete({ preparedAt: { lt: 5 } }, { limit: 2 })).toBe(1);
  });
});

test("an upsert inserts once and replaces the same row from then on", async () => {
  await store.transaction(async (tx) => {
    await tx.counters.upsert({ name: "polls", value: 1 }, ["name"]);
    await tx.counters.upsert({ name: "polls", value: 2 }, ["name"]);
  });
  expect(await store.lookup.counters.list({ name: "polls" })).toEqual([{ name: "polls", value: 2 }]);
});

test("deleting an agent takes its services with it", async () => {
  const agent = sampleAgent();
  await store.transaction(async (tx) => {
    await tx.agents.insert(agent);
    await tx.services.insert(sampleService({ agentId: agent.id }));
    await tx.agents.delete({ id: agent.id });
  });
  expect(await store.lookup.services.count({})).toBe(0);
});
