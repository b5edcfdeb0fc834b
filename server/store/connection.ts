import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";

export type Durability = "full" | "normal";

/** How long a statement waits for a lock that another program holds. */
const busyTimeoutMs = 5_000;

/** Pages in the write-ahead log before a commit moves them itself; the maintenance worker does it far earlier. */
const autoCheckpointPages = 16_000;

/** Opens the one connection that writes. Creates the file and its folder where they do not exist. */
export function openWriter(path: string, durability: Durability): Database.Database {
  mkdirSync(dirname(path), { recursive: true });
  const database = new Database(path, { timeout: busyTimeoutMs });
  database.pragma("journal_mode = WAL");
  // FULL for what runs before the writer, such as migrations; then the writer flushes itself: see `log-sync.ts`.
  database.pragma(`synchronous = ${durability === "full" ? "FULL" : "NORMAL"}`);
  database.pragma("foreign_keys = ON");
  database.pragma(`wal_autocheckpoint = ${autoCheckpointPages}`);
  database.pragma("journal_size_limit = 67108864");
  tuneReads(database);
  return database;
}

/** Opens a connection that cannot write. */
export function openReader(path: string): Database.Database {
  const database = new Database(path, { readonly: true, timeout: busyTimeoutMs });
  tuneReads(database);
  return database;
}

function tuneReads(database: Database.Database): void {
  database.pragma("cache_size = -32768");
  database.pragma("temp_store = MEMORY");
}
