import { afterEach, beforeEach, expect, test } from "vitest";
import { sampleAgent, sampleService, sampleSession, sampleUser } from "./sample-rows";
import type { Store } from "./store";
import { tempStore } from "./temp-database";

/** What everybody reads of agents, services, users and sessions is remembered: it must never be older than the commit. */
let store: Store;
let remove: () => Promise<void>;

beforeEach(() => {
  ({ store, remove } = tempStore());
});
afterEach(() => remove());

test("the same row is read from the database once", async () => {
  const agent = sampleAgent();
  await store.transaction((tx) => tx.agents.insert(agent));
  const first = await store.lookup.agents.get({ id: agent.id });
  expect(await store.lookup.agents.get({ id: agent.id })).toBe(first);
});

test("a row that did not exist is found as soon as it is committed", async () => {
  const agent = sampleAgent();
  expect(await store.lookup.agents.get({ id: agent.id })).toBeNull();
  await store.transaction((tx) => tx.agents.insert(agent));
  expect(await store.lookup.agents.get({ id: agent.id })).toEqual(agent);
});

test("a change is seen inside its transaction at once, outside from the commit on", async () => {
  const agent = sampleAgent({ name: "before" });
  await store.transaction((tx) => tx.agents.insert(agent));
  const nameOf = async (tables: Pick<Store["lookup"], "agents">) =>
    (await tables.agents.get({ id: agent.id }))?.name;
  expect(await nameOf(store.lookup)).toBe("before");
  await store.transaction(async (tx) => {
    expect(await nameOf(tx)).toBe("before");
    await tx.agents.update({ id: agent.id }, { name: "after" });
    expect(await nameOf(tx)).toBe("after");
    expect(await nameOf(store.lookup)).toBe("before");
  });
  expect(await nameOf(store.lookup)).toBe("after");
});

test("what a transaction read of its own change is forgotten when it is rolled back", async () => {
  const agent = sampleAgent({ name: "before" });
  await store.transaction((tx) => tx.agents.insert(agent));
  const failing = store.transaction(async (tx) => {
    await tx.agents.update({ id: agent.id }, { name: "after" });
    await tx.agents.get({ id: agent.id });
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect((await store.lookup.agents.get({ id: agent.id }))?.name).toBe("before");
  await store.transaction(async (tx) => {
    expect((await tx.agents.get({ id: agent.id }))?.name).toBe("before");
  });
});

test("rows that go with another one are gone too", async () => {
  const agent = sampleAgent();
  const service = sampleService({ agentId: agent.id });
  const user = sampleUser();
  const session = sampleSession({ userId: user.id });
  await store.transaction(async (tx) => {
    await tx.agents.insert(agent);
    await tx.services.insert(service);
    await tx.users.insert(user);
    await tx.sessions.insert(session);
  });
  expect(await store.lookup.services.get({ id: service.id })).not.toBeNull();
  expect(await store.lookup.sessions.get({ id: session.id })).not.toBeNull();
  await store.transaction(async (tx) => {
    await tx.agents.delete({ id: agent.id });
    await tx.users.delete({ id: user.id });
    expect(await tx.sessions.get({ id: session.id })).toBeNull();
  });
  expect(await store.lookup.services.get({ id: service.id })).toBeNull();
  expect(await store.lookup.sessions.get({ id: session.id })).toBeNull();
});

test("keys of several columns never meet", async () => {
  const agent = sampleAgent();
  const one = sampleService({ agentId: agent.id, code: "a b", name: "c" });
  const two = sampleService({ agentId: agent.id, code: "a", name: "b c" });
  await store.transaction(async (tx) => {
    await tx.agents.insert(agent);
    await tx.services.insertMany([one, two]);
  });
  expect((await store.lookup.services.get({ code: "a b", name: "c" }))?.id).toBe(one.id);
  expect((await store.lookup.services.get({ code: "a", name: "b c" }))?.id).toBe(two.id);
});
