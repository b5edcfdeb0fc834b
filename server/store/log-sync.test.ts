import { copyFileSync, existsSync, fdatasync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openReader, openWriter } from "./connection";
import { type LogSync, takeOverLogSync } from "./log-sync";
import { tempFolder } from "./temp-database";

let folder: ReturnType<typeof tempFolder>;
let database: Database.Database;
let sync: LogSync;
/** Whether the disk refuses what it is to take. */
let isBroken: boolean;

beforeEach(() => {
  isBroken = false;
  folder = tempFolder();
  database = openWriter(join(folder.path, "opstage.db"), "full");
  database.pragma("busy_timeout = 0");
  database.exec('CREATE TABLE "Note" ("text" TEXT)');
  sync = takeOverLogSync(database, (file, done) => {
    if (isBroken) done(new Error("EIO"));
    else fdatasync(file, done);
  });
});
afterEach(async () => {
  sync.close();
  database.close();
  await folder.remove();
});

function store(text: string): void {
  database.prepare('INSERT INTO "Note" VALUES (?)').run(text);
}

function logSize(): number {
  return statSync(`${database.name}-wal`).size;
}

/** What a server finds after a power cut, when these bytes of the log never reached the disk. */
function foundWithout(from: number, to: number): unknown[] {
  const copy = join(folder.path, "after.db");
  copyFileSync(database.name, copy);
  const log = existsSync(`${database.name}-wal`) ? readFileSync(`${database.name}-wal`) : Buffer.alloc(0);
  writeFileSync(`${copy}-wal`, log.fill(0, Math.min(from, log.length), Math.min(to, log.length)));
  const found = new Database(copy);
  try {
    return found.prepare('SELECT "text" FROM "Note"').pluck().all();
  } finally {
    found.close();
  }
}

/** Stores a row that the disk refuses; returns where it stands in the log. */
async function storeRefused(): Promise<[number, number]> {
  const from = logSize();
  store("refused");
  const to = logSize();
  isBroken = true;
  await expect(sync.flush()).rejects.toThrow("EIO");
  isBroken = false;
  return [from, to];
}

test("what the disk takes after it has refused something does not hang on what it refused", async () => {
  const gap = await storeRefused();
  store("taken");
  await sync.flush();
  expect(foundWithout(...gap)).toContain("taken");
});

test("while a reader keeps the log from being begun anew, nothing counts as taken", async () => {
  const reader = openReader(database.name);
  const read = reader.prepare('SELECT * FROM "Note"');
  store("first");
  const gap = await storeRefused();
  reader.exec("BEGIN");
  read.all();
  store("taken");
  await expect(sync.flush()).rejects.toThrow();
  reader.exec("COMMIT");
  reader.close();
  await sync.flush();
  expect(foundWithout(...gap)).toContain("taken");
});
