import { statSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { isAppError } from "@opstage/contracts";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate } from "./migrator";
import { defaultMigrationsPath } from "./project-root";
import { createRowMemo } from "./row-memo";
import { sampleAudit } from "./sample-rows";
import { statementsOf } from "./statements";
import { tempFolder } from "./temp-database";
import { StoreTransaction } from "./transaction";
import { createWriter, type Writer } from "./writer";

let folder: ReturnType<typeof tempFolder>;
let database: Database.Database;
let writer: Writer;
/** What the disk does with a commit. */
let flush: () => Promise<void>;
/** What the writer said that no caller heard. */
let complaints: string[];

beforeEach(() => {
  complaints = [];
  flush = () => Promise.resolve();
  folder = tempFolder();
  database = new Database(join(folder.path, "opstage.db"), { timeout: 0 });
  database.pragma("journal_mode = WAL");
  migrate(database, defaultMigrationsPath());
  const statements = statementsOf(database);
  const view = createRowMemo([]).open;
  const ignore = () => undefined;
  writer = createWriter(database, (scope) => new StoreTransaction({ statements, view }, scope), {
    hooks: { afterJob: ignore, beforeCommit: ignore, afterCommit: ignore, afterRollback: ignore },
    log: { error: (_facts, message) => void complaints.push(message) },
    writes: () => statements.writes,
    flush: () => flush(),
  });
});
afterEach(async () => {
  await writer.close();
  database.close();
  await folder.remove();
});

function insert(metadata = "{}"): Promise<string> {
  return writer
    .transaction((tx) => tx.auditEvents.insert(sampleAudit({ metadata })))
    .then(
      () => "stored",
      (error: unknown) => (isAppError(error) ? error.code : String(error)),
    );
}

/** Makes the disk hold every flush until its entry here is called. */
function heldFlushes(): (() => void)[] {
  const held: (() => void)[] = [];
  flush = () => new Promise((resolve) => held.push(resolve));
  return held;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await nextTurn();
}

/** SQLite gives a transaction up by itself when the disk is full or breaks. */
function loseTransaction(): Promise<unknown> {
  return writer
    .transaction(async (tx) => {
      await tx.auditEvents.insert(sampleAudit());
      database.exec("ROLLBACK");
    })
    .catch((error: unknown) => error);
}

function storedEvents(): unknown {
  return database.prepare('SELECT count(*) FROM "AuditEvent"').pluck().get();
}

test("a write lock that another program holds answers DATABASE_UNAVAILABLE until it is released", async () => {
  const intruder = new Database(database.name);
  intruder.exec("BEGIN IMMEDIATE");
  expect(await insert()).toBe("DATABASE_UNAVAILABLE");
  expect(writer.takesWrites()).toBe(false);
  intruder.exec("ROLLBACK");
  intruder.close();
  expect(await insert()).toBe("stored");
  expect(writer.takesWrites()).toBe(true);
});

test("nothing settles before the disk has taken its commit; what comes meanwhile is committed and shares the next flush", async () => {
  const order: string[] = [];
  const onDisk = heldFlushes();
  const first = insert().then(() => order.push("first"));
  await until(() => onDisk.length === 1);
  const second = insert().then(() => order.push("second"));
  await until(() => storedEvents() === 2);
  const third = insert().then(() => order.push("third"));
  await until(() => storedEvents() === 3);
  expect([order, onDisk.length]).toEqual([[], 1]);
  onDisk[0]?.();
  await first;
  await until(() => onDisk.length === 2);
  expect(order).toEqual(["first"]);
  onDisk[1]?.();
  await Promise.all([second, third]);
  expect([order, onDisk.length]).toEqual([["first", "second", "third"], 2]);
});

test("hooks run with the commit, so that a later transaction finds memory and rows alike", async () => {
  const onDisk = heldFlushes();
  let remembered = 0;
  const seen: [number, number][] = [];
  const store = () =>
    writer.transaction(async (tx) => {
      seen.push([await tx.auditEvents.count({}), remembered]);
      await tx.auditEvents.insert(sampleAudit());
      tx.onCommit(() => remembered++);
    });
  const first = store();
  await until(() => onDisk.length === 1);
  const second = store();
  await until(() => remembered === 2);
  expect([seen, onDisk.length]).toEqual([
    [
      [0, 0],
      [1, 1],
    ],
    1,
  ]);
  onDisk[0]?.();
  await first;
  await until(() => onDisk.length === 2);
  onDisk[1]?.();
  await second;
});

test("a transaction that only reads does not settle before the disk has what it may have read", async () => {
  const order: string[] = [];
  const onDisk = heldFlushes();
  const written = insert().then(() => order.push("written"));
  await until(() => onDisk.length === 1);
  const read = writer
    .transaction((tx) => tx.auditEvents.count({}))
    .then((count) => order.push(`read ${count}`));
  for (let turn = 0; turn < 10; turn++) await nextTurn();
  expect(order).toEqual([]);
  onDisk[0]?.();
  await Promise.all([written, read]);
  expect([order, onDisk.length]).toEqual([["written", "read 1"], 1]);
});

test("behind a disk that hangs jobs wait uncommitted, in sight of whoever sheds load", async () => {
  const onDisk = heldFlushes();
  const outcomes = [insert()];
  await until(() => onDisk.length === 1);
  for (let batch = 0; batch < 3; batch++) {
    for (let n = 0; n < 400; n++) outcomes.push(insert());
    for (let turn = 0; turn < 10; turn++) await nextTurn();
  }
  expect([storedEvents(), writer.waitingJobs]).toEqual([801, 400]);
  onDisk[0]?.();
  await until(() => onDisk.length === 2);
  onDisk[1]?.();
  await until(() => onDisk.length === 3);
  onDisk[2]?.();
  expect(new Set(await Promise.all(outcomes))).toEqual(new Set(["stored"]));
});

test("closing waits for the disk", async () => {
  const onDisk = heldFlushes();
  const order: string[] = [];
  const stored = insert().then(() => order.push("stored"));
  await until(() => onDisk.length === 1);
  const closed = writer.close().then(() => order.push("closed"));
  for (let turn = 0; turn < 10; turn++) await nextTurn();
  expect(order).toEqual([]);
  onDisk[0]?.();
  await Promise.all([stored, closed]);
});

test("a disk that refuses a commit answers DATABASE_UNAVAILABLE, and memory still follows the rows", async () => {
  let heard = 0;
  flush = () => Promise.reject(new Error("EIO"));
  const refused = writer.transaction(async (tx) => {
    await tx.auditEvents.insert(sampleAudit());
    tx.onCommit(() => heard++);
  });
  await expect(refused).rejects.toMatchObject({
    code: "DATABASE_UNAVAILABLE",
    message: expect.stringMatching(/is there now.+Look before you try again/),
  });
  expect([heard, writer.takesWrites()]).toEqual([1, false]);
  flush = () => Promise.resolve();
  expect(await insert()).toBe("stored");
  expect(writer.takesWrites()).toBe(true);
});

test("a job that changes nothing does not wait for the disk", async () => {
  flush = () => Promise.reject(new Error("not to be asked"));
  expect(await writer.transaction((tx) => tx.auditEvents.count({}))).toBe(0);
});

test("a job that fails after it has written undoes only itself, whatever its neighbours have done", async () => {
  let runs = 0;
  let heard = 0;
  const store = (action: string) =>
    writer.transaction(async (tx) => {
      runs++;
      await tx.auditEvents.insert(sampleAudit({ action }));
      tx.onCommit(() => heard++);
      return runs;
    });
  const fail = () =>
    writer.transaction(async (tx) => {
      await tx.auditEvents.insert(sampleAudit({ action: "failing" }));
      tx.onCommit(() => heard++);
      throw new Error("too late");
    });
  const outcomes = await Promise.allSettled([store("before"), fail(), store("after")]);
  expect(outcomes.map((outcome) => (outcome.status === "fulfilled" ? outcome.value : "failed"))).toEqual([
    2,
    "failed",
    3,
  ]);
  expect(database.prepare('SELECT "action" FROM "AuditEvent" ORDER BY rowid').pluck().all()).toEqual([
    "before",
    "after",
  ]);
  expect(heard).toBe(2);
});

test("what a job did in memory is taken back with what it wrote, before anybody looks", async () => {
  let counted = 0;
  const seen: number[] = [];
  const count = (fails: boolean) =>
    writer.transaction(async (tx) => {
      seen.push(counted);
      counted++;
      tx.onRollback(() => counted--);
      await tx.auditEvents.insert(sampleAudit());
      if (fails) throw new Error("too late");
    });
  await Promise.allSettled([count(false), count(true), count(false)]);
  // The first two, then all three anew; what the one in the middle counted is gone for the last.
  expect([seen, counted]).toEqual([[0, 1, 0, 1, 1], 2]);
  database.exec(`PRAGMA max_page_count = ${Number(database.pragma("page_count", { simple: true }))}`);
  await insertMuch().catch(() => undefined);
  expect(counted).toBe(2);

  function insertMuch(): Promise<void> {
    return writer.transaction(async (tx) => {
      counted++;
      tx.onRollback(() => counted--);
      await tx.auditEvents.insert(sampleAudit({ metadata: "x".repeat(500_000) }));
    });
  }
});

test("a job that fails before it has written costs its neighbours nothing", async () => {
  let runs = 0;
  const store = () =>
    writer.transaction(async (tx) => {
      runs++;
      await tx.auditEvents.insert(sampleAudit());
    });
  const fail = () =>
    writer.transaction(async (tx) => {
      await tx.auditEvents.count({});
      throw new Error("early enough");
    });
  await Promise.allSettled([store(), fail(), store()]);
  expect([runs, storedEvents()]).toEqual([2, 2]);
});

test("a first run that goes on after it was given up changes nothing of the second", async () => {
  let runs = 0;
  const stalling = writer.transaction(async (tx) => {
    const run = ++runs;
    await tx.auditEvents.insert(sampleAudit({ action: `run ${run}` }));
    if (run === 1) await nextTurn();
    return run;
  });
  expect(await stalling).toBe(2);
  for (let turn = 0; turn < 10; turn++) await nextTurn();
  expect(database.prepare('SELECT "action" FROM "AuditEvent"').pluck().all()).toEqual(["run 2"]);
});

test("a full disk answers DATABASE_UNAVAILABLE, stores nothing of that job and leaves the writer at work", async () => {
  const pages = Number(database.pragma("page_count", { simple: true }));
  database.pragma(`max_page_count = ${pages + 10}`);
  expect(await insert("x".repeat(200_000))).toBe("DATABASE_UNAVAILABLE");
  expect(await insert()).toBe("stored");
  expect(storedEvents()).toBe(1);
});

test("a commit shares its fate among its jobs when the transaction itself is lost", async () => {
  const lost = loseTransaction();
  const neighbour = insert();
  expect(await lost).toBeInstanceOf(Error);
  expect(await neighbour).not.toBe("stored");
  expect(await insert()).toBe("stored");
});

test("after a commit was lost, a job that only reads does not make the file count as writable: a write does", async () => {
  await loseTransaction();
  expect(await writer.transaction((tx) => tx.auditEvents.count({}))).toBe(0);
  const before = logSize();
  expect(writer.takesWrites()).toBe(true);
  expect(logSize()).toBeGreaterThan(before);

  function logSize(): number {
    return statSync(`${database.name}-wal`).size;
  }
});

test("what cannot be taken back in memory is said, and keeps nobody else's waiting", async () => {
  const taken: string[] = [];
  const outcomes = await Promise.allSettled([
    fail("first", () => void taken.push("first")),
    fail("broken", () => {
      throw new Error("cannot be taken back");
    }),
    fail("last", () => void taken.push("last")),
  ]);
  expect(outcomes.map((outcome) => outcome.status === "rejected" && String(outcome.reason))).toEqual([
    "Error: first",
    "Error: broken",
    "Error: last",
  ]);
  // Each twice: the first one's failure undoes all, then each undoes itself.
  expect(taken).toEqual(["first", "first", "last"]);
  expect(complaints).toEqual(["What a transaction did in memory could not be taken back"]);
  expect(await insert()).toBe("stored");

  function fail(name: string, undo: () => void): Promise<void> {
    return writer.transaction(async (tx) => {
      tx.onRollback(undo);
      await tx.auditEvents.insert(sampleAudit());
      throw new Error(name);
    });
  }
});

test("more jobs than fit one commit all settle", async () => {
  const outcomes = await Promise.all(Array.from({ length: 1_200 }, () => insert()));
  expect(new Set(outcomes)).toEqual(new Set(["stored"]));
  expect(storedEvents()).toBe(1_200);
});

test("a job does not wait long for those that a slow process brings one by one", async () => {
  let isSettled = false;
  const jobs = [insert().then(() => (isSettled = true))];
  for (let round = 0; round < 100 && !isSettled; round++) {
    const busyUntil = performance.now() + 30;
    while (performance.now() < busyUntil);
    jobs.push(insert().then(() => true));
    await nextTurn();
  }
  expect(jobs.length).toBeLessThan(10);
  await Promise.all(jobs);
});
