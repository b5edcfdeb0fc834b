import { afterEach, beforeEach, expect, test } from "vitest";
import { createPresence, type Presence } from "./presence";
import { sampleAgent, sampleId, sampleService } from "./sample-rows";
import type { Store } from "./store";
import { tempStore } from "./temp-database";

const agent = sampleAgent({ lastHeartbeatAt: 1_000 });
const service = sampleService({ agentId: agent.id, lastHealthAt: 1_000, lastReportedAt: 1_000 });
const interval = {
  id: sampleId("hlr"),
  serviceId: service.id,
  agentId: agent.id,
  status: "UP",
  message: null,
  details: "{}",
  fromAt: 1_000,
  toAt: 1_000,
  samples: 1,
} as const;

let store: Store;
let presence: Presence;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ store, remove } = tempStore());
  await store.transaction(async (tx) => {
    await tx.agents.insert(agent);
    await tx.services.insert(service);
    await tx.healthIntervals.insert(interval);
  });
  presence = createPresence(store);
  await presence.load();
});
afterEach(() => remove());

test("contacts and repeated samples reach the database with the next flush, and not before", async () => {
  const instanceId = sampleId("ins");
  presence.seen(agent.id, 2_000, { instanceId });
  presence.sampled(service.id, { message: "fine", details: '{"n":1}', at: 2_000 });
  presence.sampled(service.id, { message: "fine", details: '{"n":2}', at: 3_000 });
  presence.reported(service.id, 2_500);
  expect(await store.lookup.agents.get({ id: agent.id })).toEqual(agent);
  await presence.flush();
  expect(await store.lookup.agents.get({ id: agent.id })).toEqual({
    ...agent,
    lastHeartbeatAt: 2_000,
    instanceId,
  });
  expect(await store.lookup.services.get({ id: service.id })).toEqual({
    ...service,
    healthMessage: "fine",
    healthDetails: '{"n":2}',
    lastHealthAt: 3_000,
    lastReportedAt: 2_500,
  });
  expect(await store.lookup.healthIntervals.list({})).toEqual([
    { ...interval, message: "fine", details: '{"n":2}', toAt: 3_000, samples: 3 },
  ]);
  expect(await store.lookup.agentInstances.list({})).toEqual([
    { id: instanceId, agentId: agent.id, firstSeenAt: 2_000, lastSeenAt: 2_000 },
  ]);
});

test("a restart knows what the last flush stored", async () => {
  presence.seen(agent.id, 2_000, { instanceId: sampleId("ins") });
  presence.sampled(service.id, { message: null, details: "{}", at: 2_000 });
  await presence.flush();
  const restarted = createPresence(store);
  await restarted.load();
  expect(restarted.agent(agent.id)).toEqual(presence.agent(agent.id));
  expect(restarted.service(service.id)).toEqual(presence.service(service.id));
  expect(restarted.instancesSince(agent.id, 2_000)).toEqual(presence.instancesSince(agent.id, 2_000));
});

test("a flush never overwrites a health that was committed meanwhile", async () => {
  presence.sampled(service.id, { message: "all is well", details: "{}", at: 2_000 });
  const down = { healthStatus: "DOWN", healthMessage: "broken", lastHealthAt: 2_001 } as const;
  await Promise.all([
    store.transaction(async (tx) => {
      await tx.services.update({ id: service.id }, down);
      tx.onCommit(() =>
        presence.putService({ ...service, ...down }, { ...interval, id: sampleId("hlr"), samples: 1 }),
      );
    }),
    presence.flush(),
  ]);
  expect(await store.lookup.services.get({ id: service.id })).toMatchObject(down);
});

test("a committed row keeps the later contacts that are still in memory", () => {
  presence.seen(agent.id, 5_000);
  presence.sampled(service.id, { message: "later", details: "{}", at: 5_000 });
  presence.putAgent({ ...agent, lastAuditedStatus: "OFFLINE" });
  presence.putService({ ...service, lastAuditedStatus: "STALE" });
  expect(presence.agent(agent.id)).toMatchObject({ lastSeenAt: 5_000, lastAuditedStatus: "OFFLINE" });
  expect(presence.service(service.id)).toMatchObject({
    lastHealthAt: 5_000,
    healthMessage: "later",
    lastAuditedStatus: "STALE",
  });
});

test("what could not be written is written by the next flush", async () => {
  presence.seen(agent.id, 2_000);
  const failing = createPresence({
    ...store,
    transaction: () => Promise.reject(new Error("disk full")),
  });
  await failing.load();
  failing.seen(agent.id, 2_000);
  await expect(failing.flush()).rejects.toThrow("disk full");
  await expect(failing.flush()).rejects.toThrow("disk full");
  await presence.flush();
  expect((await store.lookup.agents.get({ id: agent.id }))?.lastHeartbeatAt).toBe(2_000);
});

test("an agent that is gone takes its services along", () => {
  presence.dropAgent(agent.id);
  expect(presence.agent(agent.id)).toBeNull();
  expect(presence.service(service.id)).toBeNull();
  expect(presence.servicesOf(agent.id)).toEqual([]);
});

test("a service that moves belongs to its new agent only", async () => {
  const other = sampleAgent();
  presence.putAgent(other);
  presence.putService({ ...service, agentId: other.id });
  expect(presence.servicesOf(agent.id)).toEqual([]);
  expect(presence.servicesOf(other.id).map(({ id }) => id)).toEqual([service.id]);
});
