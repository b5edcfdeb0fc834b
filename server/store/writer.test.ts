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

beforeEach(() => {
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
    log: { error: () => undefined },
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

test("nothing settles before the disk has taken the commit, and what comes meanwhile is the next one", async () => {
  const order: string[] = [];
  const onDisk: (() => void)[] = [];
  flush = () => new Promise((resolve) => onDisk.push(resolve));
  const first = insert().then(() => order.push("first"));
  while (onDisk.length === 0) await nextTurn();
  const second = insert().then(() => order.push("second"));
  const third = insert().then(() => order.push("third"));
  await nextTurn();
  expect([order, onDisk.length]).toEqual([[], 1]);
  onDisk[0]?.();
  await first;
  while (onDisk.length === 1) await nextTurn();
  expect(order).toEqual(["first"]);
  onDisk[1]?.();
  await Promise.all([second, third]);
  expect([order, onDisk.length]).toEqual([["first", "second", "third"], 2]);
});

test("a disk that refuses a commit answers DATABASE_UNAVAILABLE, and memory still follows the rows", async () => {
  let heard = 0;
  flush = () => Promise.reject(new Error("EIO"));
  const refused = writer.transaction(async (tx) => {
    await tx.auditEvents.insert(sampleAudit());
    tx.onCommit(() => heard++);
  });
  await expect(refused).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
  expect([heard, writer.takesWrites()]).toEqual([1, false]);
  flush = () => Promise.resolve();
  expect(await insert()).toBe("stored");
  expect(writer.takesWrites()).toBe(true);
});

test("a job that changes nothing does not wait for the disk", async () => {
  flush = () => Promise.reject(new Error("not to be asked"));
  expect(await writer.transaction((tx) => tx.auditEvents.count({}))).toBe(0);
});

test("a full disk answers DATABASE_UNAVAILABLE, stores nothing of that job and leaves the writer at work", async () => {
  const pages = Number(database.pragma("page_count", { simple: true }));
  database.pragma(`max_page_count = ${pages + 10}`);
  expect(await insert("x".repeat(200_000))).toBe("DATABASE_UNAVAILABLE");
  expect(await insert()).toBe("stored");
  expect(database.prepare('SELECT count(*) FROM "AuditEvent"').pluck().get()).toBe(1);
});

test("a commit shares its fate among its jobs when the transaction itself is lost", async () => {
  const lost = writer
    .transaction(async (tx) => {
      await tx.auditEvents.insert(sampleAudit());
      database.exec("ROLLBACK");
    })
    .catch((error: unknown) => error);
  const neighbour = insert();
  expect(await lost).toBeInstanceOf(Error);
  expect(await neighbour).not.toBe("stored");
  expect(await insert()).toBe("stored");
});

test("more jobs than fit one commit all settle", async () => {
  const outcomes = await Promise.all(Array.from({ length: 1_200 }, () => insert()));
  expect(new Set(outcomes)).toEqual(new Set(["stored"]));
  expect(database.prepare('SELECT count(*) FROM "AuditEvent"').pluck().get()).toBe(1_200);
});
