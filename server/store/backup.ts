import { renameSync, rmSync } from "node:fs";
import Database from "better-sqlite3";
import type { BackupProgress } from "./store";

/** Pages a step: about 4 MiB, a few milliseconds of reading. */
const pagesPerStep = 1_024;

/**
 * Copies a live database page by page; memory does not grow with its size, and writers go on meanwhile. The target
 * appears under its name only when it is complete. Blocks its thread for a step at a time: run it off the main thread.
 */
export async function copyDatabase(
  sourcePath: string,
  targetPath: string,
  onProgress?: (progress: BackupProgress) => void,
): Promise<void> {
  const partialPath = `${targetPath}.partial`;
  const source = new Database(sourcePath, { readonly: true });
  try {
    // A copy starts again whenever another connection has written, unless it has a snapshot to stay with.
    source.exec("BEGIN");
    source.prepare("SELECT count(*) FROM sqlite_master").get();
    await source.backup(partialPath, {
      progress({ totalPages, remainingPages }) {
        onProgress?.({ totalPages, remainingPages });
        return pagesPerStep;
      },
    });
    renameSync(partialPath, targetPath);
  } catch (error) {
    rmSync(partialPath, { force: true });
    throw error;
  } finally {
    source.close();
  }
}
