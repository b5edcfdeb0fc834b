import { closeSync, fdatasync, openSync } from "node:fs";
import type { Database } from "better-sqlite3";

/** Brings what was committed onto the disk. */
export interface LogSync {
  /** Resolves when every commit so far survives a power cut. Rejects when the disk refused. */
  flush(): Promise<void>;
  close(): void;
}

/**
 * Takes the flush of the write-ahead log over from SQLite. With `synchronous=FULL` SQLite flushes within COMMIT and
 * the whole thread waits for the disk; here the same flush of the same file runs beside it, and the writer settles
 * nothing before it is done. All else (the log's header, checkpoints) SQLite flushes itself, as with `NORMAL`.
 * Another descriptor of the log is harmless: SQLite's locks are on the database and the shared memory, never on it.
 */
export function takeOverLogSync(database: Database): LogSync {
  database.pragma("synchronous = NORMAL");
  // Makes sure that the log exists: SQLite creates it with the first transaction.
  database.exec("BEGIN IMMEDIATE; COMMIT");
  const log = openSync(`${database.name}-wal`, "r+");
  return {
    flush: () =>
      new Promise((resolve, reject) => fdatasync(log, (error) => (error ? reject(error) : resolve()))),
    close: () => closeSync(log),
  };
}
