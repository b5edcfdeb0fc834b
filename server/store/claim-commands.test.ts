import { afterEach, beforeEach, expect, test } from "vitest";
import type { CommandRow } from "./rows";
import { sampleAgent, sampleCommand, sampleId } from "./sample-rows";
import type { ClaimCommands, ClaimedCommands, Store } from "./store";
import { tempStore } from "./temp-database";

const agent = sampleAgent();
const serviceId = sampleId("svc");
const instanceId = sampleId("ins");
const now = 1_000_000;

let store: Store;
let remove: () => Promise<void>;

beforeEach(() => {
  ({ store, remove } = tempStore());
});
afterEach(() => remove());

function enqueue(...facts: Partial<CommandRow>[]): Promise<CommandRow[]> {
  const rows = facts.map((each) => sampleCommand({ agentId: agent.id, serviceId, ...each }));
  return store.transaction(async (tx) => {
    await tx.commands.insertMany(rows);
    return rows;
  });
}

async function claim(facts?: Partial<ClaimCommands>): Promise<CommandRow[]> {
  return (await claimAll(facts)).claimed;
}

function claimAll(facts?: Partial<ClaimCommands>): Promise<ClaimedCommands> {
  return store.transaction((tx) =>
    tx.claimCommands({
      agentId: agent.id,
      limit: 10,
      now,
      instanceId,
      leaseMs: 60_000,
      ttlMs: 3_600_000,
      ...facts,
    }),
  );
}

test("ten claims at once give a command to one of them", async () => {
  await enqueue({});
  const claims = await Promise.all(Array.from({ length: 10 }, () => claim()));
  expect(claims.flat()).toHaveLength(1);
});

test("the oldest commands come first, no more than asked for, and none of another agent", async () => {
  const [late, early] = await enqueue({ createdAt: 20 }, { createdAt: 10 }, { createdAt: 30 });
  await enqueue({ agentId: sampleId("agt"), createdAt: 1 });
  expect((await claim({ limit: 2 })).map(({ id }) => id)).toEqual([early?.id, late?.id]);
  expect(await claim()).toHaveLength(1);
  expect(await claim()).toHaveLength(0);
});

test("a command past its deadline is not dispatched but named", async () => {
  const late = await enqueue({ expiresAt: now, createdAt: 1 }, { expiresAt: now - 1, createdAt: 2 });
  const [open] = await enqueue({ expiresAt: now + 1, createdAt: 3 });
  const { claimed, overdue } = await claimAll({ limit: 1 });
  expect(claimed.map(({ id }) => id)).toEqual([open?.id]);
  expect(overdue).toEqual(late.map(({ id }) => id));
});

test("a claim counts the attempt, starts the clock and gives an instance a lease", async () => {
  await enqueue({ attempt: 1 });
  expect(await claim()).toMatchObject([
    {
      status: "RUNNING",
      attempt: 2,
      startedAt: now,
      leaseInstanceId: instanceId,
      leaseExpiresAt: now + 60_000,
      expiresAt: null,
      idempotent: false,
    },
  ]);
});

test("the deadline of a claim follows from the time-out, else from the lease or the time to live", async () => {
  await enqueue({ timeoutSeconds: 5 });
  expect(await claim()).toMatchObject([{ expiresAt: now + 15_000 }]);
  await enqueue({});
  expect(await claim({ instanceId: undefined })).toMatchObject([
    { expiresAt: now + 3_600_000, leaseInstanceId: null, leaseExpiresAt: null },
  ]);
  await enqueue({ type: "ACTION_PREPARE", expiresAt: now + 30_000 });
  expect(await claim()).toMatchObject([{ expiresAt: now + 30_000 }]);
});

test("a claim whose transaction fails took nothing, and its neighbours in the commit stand", async () => {
  const [command] = await enqueue({});
  const failing = store.transaction(async (tx) => {
    const facts = { agentId: agent.id, limit: 10, now, instanceId, leaseMs: 60_000, ttlMs: 3_600_000 };
    expect((await tx.claimCommands(facts)).claimed).toHaveLength(1);
    throw new Error("after the claim");
  });
  const [outcome] = await Promise.allSettled([failing, enqueue({ agentId: sampleId("agt") })]);
  expect(outcome).toMatchObject({ status: "rejected", reason: { message: "after the claim" } });
  expect(await store.lookup.commands.get({ id: command?.id })).toMatchObject({ status: "PENDING" });
  expect(await store.lookup.commands.count({ status: "PENDING" })).toBe(2);
});
