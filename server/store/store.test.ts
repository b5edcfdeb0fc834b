import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isAppError } from "@opstage/contracts";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isUniqueViolation } from "./database-errors";
import { stalledMessage } from "./job";
import { sampleAgent, sampleAudit, sampleCommand } from "./sample-rows";
import { createStore, type Store, type Transaction } from "./store";
import { tempFolder, tempStore } from "./temp-database";

let store: Store;
let remove: () => Promise<void>;

beforeEach(() => {
  ({ store, remove } = tempStore());
});
afterEach(() => remove());

test("a job that throws undoes itself and none of the jobs committed with it", async () => {
  const outcomes = await Promise.allSettled([
    store.transaction((tx) => tx.auditEvents.insert(sampleAudit({ action: "first" }))),
    store.transaction(async (tx) => {
      await tx.auditEvents.insert(sampleAudit({ action: "failing" }));
      throw new Error("no");
    }),
    store.transaction((tx) => tx.auditEvents.insert(sampleAudit({ action: "last" }))),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  const stored = await store.lookup.auditEvents.list({}, { orderBy: { id: "asc" } });
  expect(stored.map(({ action }) => action)).toEqual(["first", "last"]);
});

test("an acknowledged write is in a copy of the files taken at that moment", async () => {
  const folder = tempFolder();
  const durable = createStore({
    path: join(folder.path, "live.db"),
    durability: "full",
    log: { error: () => undefined },
  });
  const row = sampleAgent();
  await durable.transaction((tx) => tx.agents.insert(row));
  for (const suffix of ["", "-wal"])
    copyFileSync(`${durable.path}${suffix}`, join(folder.path, `copy.db${suffix}`));
  const copy = new Database(join(folder.path, "copy.db"));
  expect(copy.prepare('SELECT "code" FROM "Agent"').pluck().all()).toEqual([row.code]);
  copy.close();
  await durable.close();
  await folder.remove();
});

test("point reads see committed state only", async () => {
  const row = sampleAgent();
  let duringJob: unknown = "not read";
  await store.transaction(async (tx) => {
    await tx.agents.insert(row);
    duringJob = await store.lookup.agents.get({ id: row.id });
    expect(await tx.agents.get({ id: row.id })).toEqual(row);
  });
  expect(duringJob).toBeNull();
  expect(await store.lookup.agents.get({ id: row.id })).toEqual(row);
});

test("a job that awaits a timer is rolled back at once, and its neighbours are committed", async () => {
  const outcomes = await Promise.allSettled([
    store.transaction(async (tx) => {
      await tx.auditEvents.insert(sampleAudit({ action: "stalling" }));
      await wait(1);
    }),
    store.transaction((tx) => tx.auditEvents.insert(sampleAudit({ action: "neighbour" }))),
  ]);
  expect(outcomes[0]).toMatchObject({ status: "rejected", reason: { message: stalledMessage } });
  expect(outcomes[1]?.status).toBe("fulfilled");
  expect((await store.lookup.auditEvents.list({})).map(({ action }) => action)).toEqual(["neighbour"]);
});

test("a transaction kept beyond its job can write nothing", async () => {
  let kept: Transaction | undefined;
  await store.transaction(async (tx) => {
    kept = tx;
  });
  await expect(kept?.auditEvents.insert(sampleAudit())).rejects.toThrow("This transaction is over.");
});

test("a transaction inside a transaction throws", async () => {
  const nested = store.transaction(() => store.transaction((tx) => tx.auditEvents.insert(sampleAudit())));
  await expect(nested).rejects.toThrow("inside a transaction");
  expect(await store.lookup.auditEvents.count({})).toBe(0);
});

test("hooks run after the commit and before the caller goes on, and not for a job that failed", async () => {
  const order: string[] = [];
  const committed = store
    .transaction(async (tx) => {
      await tx.auditEvents.insert(sampleAudit());
      tx.onCommit(() => order.push("first hook"));
      tx.onCommit(() => {
        throw new Error("a hook may fail");
      });
      tx.onCommit(() => order.push("last hook"));
      order.push("job");
    })
    .then(() => order.push("caller"));
  const failed = store.transaction(async (tx) => {
    tx.onCommit(() => order.push("hook of a failed job"));
    throw new Error("no");
  });
  await expect(failed).rejects.toThrow("no");
  await committed;
  expect(order).toEqual(["job", "first hook", "last hook", "caller"]);
});

test("a duplicate key is recognised and may be answered inside the job", async () => {
  const row = sampleAgent();
  const outcome = await store.transaction(async (tx) => {
    await tx.agents.insert(row);
    try {
      await tx.agents.insert(sampleAgent({ code: row.code }));
    } catch (error) {
      return isUniqueViolation(error);
    }
  });
  expect(outcome).toBe(true);
  expect(await store.lookup.agents.count({})).toBe(1);
});

test("closing finishes what was queued and refuses what comes later", async () => {
  const queued = store.transaction((tx) => tx.auditEvents.insert(sampleAudit()));
  const closed = store.close();
  const late = await store.transaction(async () => undefined).catch((error) => error);
  expect(isAppError(late) && late.code).toBe("SHUTTING_DOWN");
  await Promise.all([queued, closed]);
});

test("a database in memory is a passing file, which other connections can open and closing deletes", async () => {
  const passing = createStore({ path: ":memory:", durability: "normal", log: { error: () => undefined } });
  await passing.transaction((tx) => tx.auditEvents.insert(sampleAudit()));
  const other = new Database(passing.path, { readonly: true });
  expect(other.prepare('SELECT count(*) FROM "AuditEvent"').pluck().get()).toBe(1);
  other.close();
  await passing.close();
  expect(existsSync(passing.path)).toBe(false);
});

test("the counters of rows follow every insert, change and delete", async () => {
  const agent = sampleAgent();
  const command = sampleCommand({ agentId: agent.id, serviceId: "svc_1" });
  await store.transaction(async (tx) => {
    await tx.commands.insertMany([command, sampleCommand({ agentId: agent.id, serviceId: "svc_1" })]);
    await tx.auditEvents.insertMany([sampleAudit(), sampleAudit()]);
    await tx.commands.update({ id: command.id }, { status: "RUNNING" });
    await tx.commands.update({ id: command.id }, { status: "FAILED" });
    await tx.auditEvents.delete({}, { limit: 1 });
  });
  const value = async (name: string) => (await store.lookup.counters.get({ name }))?.value;
  const failing = store.transaction(async (tx) => {
    await tx.auditEvents.insert(sampleAudit());
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await value("commands.PENDING")).toBe(1);
  expect(await value("commands.RUNNING")).toBe(0);
  expect(await value("commands.FAILED")).toBe(1);
  expect(await value("auditEvents")).toBe(1);
  await store.transaction(async (tx) => {
    await tx.claimCommands({
      agentId: agent.id,
      limit: 5,
      now: command.createdAt,
      leaseMs: 1000,
      ttlMs: 1000,
    });
    await tx.commands.update({ agentId: agent.id, status: "RUNNING" }, { status: "SUCCEEDED" });
    await tx.commands.update({ id: command.id, status: "RUNNING" }, { status: "SUCCEEDED" });
  });
  expect(await value("commands.PENDING")).toBe(0);
  expect(await value("commands.RUNNING")).toBe(0);
  expect(await value("commands.SUCCEEDED")).toBe(1);
  await store.transaction((tx) => tx.commands.delete({}));
  expect(await value("commands.SUCCEEDED")).toBe(0);
  expect(await value("commands.FAILED")).toBe(0);
});
