import { readFileSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import { toInstant } from "../domain/time";
import { systemClock } from "../runtime/clock";
import { StartRefusedError } from "../runtime/start-refused";
import { prepareDataFolder } from "./data-folder";
import { sqliteCode } from "./database-errors";

/** A held lock. */
export interface DatabaseLock {
  release(): void;
}

/** Another live server has this database open. */
export class DatabaseInUseError extends StartRefusedError {
  override readonly name = "DatabaseInUseError";
}

/**
 * Takes the right to be the only server of this database. It is a file lock, so the operating system releases it
 * whatever way the process ends; nothing stale can stay behind. The holder's process is named in a file beside it.
 * @throws DatabaseInUseError naming the holder; StartRefusedError when the folder cannot be written
 */
export function lockDatabase(path: string): DatabaseLock {
  prepareDataFolder(path);
  const holderPath = `${path}.lock.json`;
  const lock = new Database(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (sqliteCode(error)?.startsWith("SQLITE_BUSY") !== true) throw error;
    throw new DatabaseInUseError(
      `The database ${path} is in use by ${readHolder(holderPath)}. Stop it first; one server serves one database.`,
      { cause: error },
    );
  }
  writeFileSync(holderPath, JSON.stringify({ pid: process.pid, startedAt: toInstant(systemClock.now()) }));
  return {
    release: () => lock.close(),
  };
}

function readHolder(holderPath: string): string {
  try {
    const holder: unknown = JSON.parse(readFileSync(holderPath, "utf8"));
    const pid: unknown = Reflect.get(Object(holder), "pid");
    return typeof pid === "number" ? `process ${pid}` : "another process";
  } catch {
    return "another process";
  }
}
