// server/worker/maintenance-thread.ts
import { statSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import Database2 from "better-sqlite3";
import { z as z2 } from "zod";

// server/store/backup.ts
import { renameSync, rmSync } from "node:fs";
import Database from "better-sqlite3";
var pagesPerStep = 1024;
async function copyDatabase(sourcePath, targetPath, onProgress) {
  const partialPath = `${targetPath}.partial`;
  const source = new Database(sourcePath, { readonly: true });
  try {
    source.exec("BEGIN");
    source.prepare("SELECT count(*) FROM sqlite_master").get();
    await source.backup(partialPath, {
      progress({ totalPages, remainingPages }) {
        onProgress?.({ totalPages, remainingPages });
        return pagesPerStep;
      }
    });
    renameSync(partialPath, targetPath);
  } catch (error) {
    rmSync(partialPath, { force: true });
    throw error;
  } finally {
    source.close();
  }
}

// server/worker/maintenance-messages.ts
import { z } from "zod";
var BackupRequest = z.object({ id: z.int(), targetPath: z.string() });

// server/worker/maintenance-thread.ts
var checkpointEveryMs = 1e3;
var checkpointAboveBytes = 4 * 1024 * 1024;
var { databasePath } = z2.object({ databasePath: z2.string() }).parse(workerData);
var database = null;
setInterval(checkpoint, checkpointEveryMs);
parentPort?.on("message", (message) => void makeBackup(BackupRequest.parse(message)));
function checkpoint() {
  const log = statSync(`${databasePath}-wal`, { throwIfNoEntry: false });
  if (log === void 0 || log.size < checkpointAboveBytes) return;
  database ??= new Database2(databasePath, { timeout: 0 });
  database.pragma("wal_checkpoint(PASSIVE)");
}
async function makeBackup({ id, targetPath }) {
  try {
    await copyDatabase(databasePath, targetPath, (progress) => post({ type: "progress", id, progress }));
    post({ type: "done", id });
  } catch (error) {
    post({ type: "failed", id, message: error instanceof Error ? error.message : String(error) });
  }
}
function post(message) {
  parentPort?.postMessage(message);
}
//# sourceMappingURL=maintenance-thread.js.map
