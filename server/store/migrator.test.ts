import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DatabaseTooNewError, migrate } from "./migrator";
import { defaultMigrationsPath } from "./project-root";
import { tempFolder } from "./temp-database";

let folder: ReturnType<typeof tempFolder>;
let database: Database.Database;

beforeEach(() => {
  folder = tempFolder();
  database = new Database(join(folder.path, "opstage.db"));
});
afterEach(async () => {
  database.close();
  await folder.remove();
});

function writeMigration(name: string, sql: string): string {
  const path = join(folder.path, "migrations");
  mkdirSync(join(path, name), { recursive: true });
  writeFileSync(join(path, name, "migration.sql"), sql);
  return path;
}

function recorded(): unknown[] {
  return database.prepare('SELECT * FROM "_prisma_migrations" ORDER BY "migration_name"').all();
}

test("a fresh database gets every migration, recorded as Prisma records them", () => {
  const names = readdirSync(defaultMigrationsPath()).filter((name) => !name.endsWith(".toml"));
  expect(migrate(database, defaultMigrationsPath())).toEqual(names.sort());
  const [first] = names;
  const sql = readFileSync(join(defaultMigrationsPath(), String(first), "migration.sql"));
  expect(recorded()[0]).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    checksum: createHash("sha256").update(sql).digest("hex"),
    migration_name: first,
    finished_at: expect.any(Number),
    started_at: expect.any(Number),
    rolled_back_at: null,
    applied_steps_count: 1,
  });
});

test("a second start applies nothing, a later migration is applied alone", () => {
  const path = writeMigration("1_init", 'CREATE TABLE "A" ("id" TEXT PRIMARY KEY);');
  expect(migrate(database, path)).toEqual(["1_init"]);
  expect(migrate(database, path)).toEqual([]);
  writeMigration("2_more", 'ALTER TABLE "A" ADD COLUMN "b" TEXT;');
  expect(migrate(database, path)).toEqual(["2_more"]);
});

test("a database that a newer version migrated is refused and left untouched", () => {
  const newer = writeMigration("1_init", 'CREATE TABLE "A" ("id" TEXT PRIMARY KEY);');
  writeMigration("9_future", 'CREATE TABLE "B" ("id" TEXT PRIMARY KEY);');
  migrate(database, newer);
  const before = recorded();
  expect(() => migrate(database, defaultMigrationsPath())).toThrow(DatabaseTooNewError);
  expect(() => migrate(database, defaultMigrationsPath())).toThrow("9_future");
  expect(recorded()).toEqual(before);
});

test("a migration that fails half-way leaves the database as it was", () => {
  const path = writeMigration("1_init", 'CREATE TABLE "A" ("id" TEXT PRIMARY KEY);');
  writeMigration("2_bad", 'CREATE TABLE "B" ("id" TEXT PRIMARY KEY); CREATE TABLE "A" ("id" TEXT);');
  expect(() => migrate(database, path)).toThrow("already exists");
  expect(database.prepare("SELECT name FROM sqlite_master").all()).toEqual([]);
});

test("rebuilding a table does not delete the rows that refer to it", () => {
  const path = writeMigration(
    "1_init",
    `CREATE TABLE "A" ("id" TEXT PRIMARY KEY);
     CREATE TABLE "B" ("id" TEXT PRIMARY KEY, "a" TEXT REFERENCES "A" ("id") ON DELETE CASCADE);`,
  );
  database.pragma("foreign_keys = ON");
  migrate(database, path);
  database.exec(`INSERT INTO "A" VALUES ('a'); INSERT INTO "B" VALUES ('b', 'a');`);
  writeMigration(
    "2_rebuild",
    `CREATE TABLE "new_A" ("id" TEXT PRIMARY KEY, "c" TEXT); INSERT INTO "new_A" ("id") SELECT "id" FROM "A";
     DROP TABLE "A"; ALTER TABLE "new_A" RENAME TO "A";`,
  );
  migrate(database, path);
  expect(database.prepare('SELECT count(*) FROM "B"').pluck().get()).toBe(1);
  expect(database.pragma("foreign_keys", { simple: true })).toBe(1);
});
