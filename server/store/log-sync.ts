import { closeSync, fdatasync, openSync } from "node:fs";
import type { Database } from "better-sqlite3";

/** Brings what was committed onto the disk. */
export interface LogSync {
  /** Resolves when every commit so far survives a power cut. Rejects when the disk refused. */
  flush(): Promise<void>;
  close(): void;
}

type Datasync = (file: number, done: (error: Error | null) => void) => void;

/**
 * Takes the flush of the write-ahead log over from SQLite. With `synchronous=FULL` SQLite flushes within COMMIT and
 * the whole thread waits for the disk; here the same flush of the same file runs beside it, and the writer settles
 * nothing before it is done. All else (the log's header, checkpoints) SQLite flushes itself, as with `NORMAL`.
 * Another descriptor of the log is harmless: SQLite's locks are on the database and the shared memory, never on it.
 *
 * What the disk refused once may be missing although it takes all that comes later: the system tells of each failure
 * once, and then forgets what was to be written. SQLite reads the log up to the first gap, so later commits would be
 * lost with it. After a refusal everything is therefore moved into the database file, and the log begins anew.
 */
export function takeOverLogSync(database: Database, datasync: Datasync = fdatasync): LogSync {
  database.pragma("synchronous = NORMAL");
  // Makes sure that the log exists: SQLite creates it with the first transaction.
  database.exec("BEGIN IMMEDIATE; COMMIT");
  const log = openSync(`${database.name}-wal`, "r+");
  let mayHaveGap = false;

  function sync(): Promise<void> {
    return new Promise((resolve, reject) => datasync(log, (error) => (error ? reject(error) : resolve())));
  }

  function beginAnew(): void {
    const isBusy = database.pragma("wal_checkpoint(TRUNCATE)", { simple: true });
    if (isBusy !== 0) throw new Error("The log cannot begin anew while somebody reads from it.");
    mayHaveGap = false;
  }

  return {
    async flush() {
      try {
        if (mayHaveGap) beginAnew();
        await sync();
      } catch (error) {
        mayHaveGap = true;
        throw error;
      }
    },
    close: () => closeSync(log),
  };
}
