import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { systemClock } from "../runtime/clock";
import { StartRefusedError } from "../runtime/start-refused";

/** The database has migrations that this version does not know. */
export class DatabaseTooNewError extends StartRefusedError {
  override readonly name = "DatabaseTooNewError";
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** Prisma's own bookkeeping table, so that its CLI can take over at any time. */
const bookkeeping = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

/**
 * Brings the database to this version's schema and returns the names it applied. All of them are one transaction, so a
 * failure leaves the database as it was.
 * @throws DatabaseTooNewError before anything is touched, when the database was migrated by a newer version.
 */
export function migrate(database: Database, migrationsPath: string): string[] {
  const migrations = readMigrations(migrationsPath);
  const applied = appliedNames(database);
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = applied.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new DatabaseTooNewError(
      `The database is newer than this version of Opstage: it has the migration ${unknown.join(", ")}. ` +
        "Start the version that wrote it, or restore a backup made before the upgrade. Nothing was changed.",
    );
  }
  const due = migrations.filter(({ name }) => !applied.includes(name));
  if (due.length === 0) return [];
  // A table is rebuilt by copying it, which foreign keys would answer by deleting its children.
  const foreignKeys = database.pragma("foreign_keys", { simple: true });
  database.pragma("foreign_keys = OFF");
  try {
    applyAll(database, due);
  } finally {
    database.pragma(`foreign_keys = ${foreignKeys === 1 ? "ON" : "OFF"}`);
  }
  return due.map(({ name }) => name);
}

function applyAll(database: Database, due: readonly Migration[]): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    database.exec(bookkeeping);
    const record = database.prepare(
      `INSERT INTO "_prisma_migrations"
         ("id", "checksum", "started_at", "finished_at", "migration_name", "applied_steps_count")
       VALUES (?, ?, ?, ?, ?, 1)`,
    );
    for (const { name, sql, checksum } of due) {
      const startedAt = systemClock.now();
      database.exec(sql);
      record.run(randomUUID(), checksum, startedAt, systemClock.now(), name);
    }
    database.exec("COMMIT");
  } catch (error) {
    if (database.inTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function readMigrations(migrationsPath: string): Migration[] {
  return readdirSync(migrationsPath, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(migrationsPath, entry.name, "migration.sql")))
    .map(({ name }) => {
      const sql = readFileSync(join(migrationsPath, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function appliedNames(database: Database): string[] {
  const exists = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
  if (exists.get("_prisma_migrations") === undefined) return [];
  return database
    .prepare(
      'SELECT "migration_name" FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL',
    )
    .pluck()
    .all()
    .map(String);
}
