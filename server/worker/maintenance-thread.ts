import { statSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";
import { z } from "zod";
import { copyDatabase } from "../store/backup";
import { BackupRequest, type MaintenanceMessage } from "./maintenance-messages";

/** How often the write-ahead log is looked at. */
const checkpointEveryMs = 1_000;

/** A log below this size is left to grow: moving it costs two fsyncs however small it is. */
const checkpointAboveBytes = 4 * 1024 * 1024;

const { databasePath } = z.object({ databasePath: z.string() }).parse(workerData);
/** Opened at the first need: the thread may be up before the database is migrated. */
let database: Database.Database | null = null;

setInterval(checkpoint, checkpointEveryMs);
parentPort?.on("message", (message: unknown) => void makeBackup(BackupRequest.parse(message)));

/** Moves the log into the database here, so that no commit of the main thread has to wait for it. */
function checkpoint(): void {
  const log = statSync(`${databasePath}-wal`, { throwIfNoEntry: false });
  if (log === undefined || log.size < checkpointAboveBytes) return;
  database ??= new Database(databasePath, { timeout: 0 });
  database.pragma("wal_checkpoint(PASSIVE)");
}

async function makeBackup({ id, targetPath }: BackupRequest): Promise<void> {
  try {
    await copyDatabase(databasePath, targetPath, (progress) => post({ type: "progress", id, progress }));
    post({ type: "done", id });
  } catch (error) {
    post({ type: "failed", id, message: error instanceof Error ? error.message : String(error) });
  }
}

function post(message: MaintenanceMessage): void {
  parentPort?.postMessage(message);
}
