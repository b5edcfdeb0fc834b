import { Worker } from "node:worker_threads";
import type { BackupProgress } from "../store/store";
import type { BackupRequest, MaintenanceMessage } from "./maintenance-messages";
import { type ThreadFileOptions, threadFile } from "./thread-file";

/** The care for the database file, on a thread of its own. */
export interface Maintenance {
  /** Copies the database; see `Store.backup`. */
  backup(targetPath: string, onProgress?: (progress: BackupProgress) => void): Promise<void>;
  close(): Promise<void>;
}

interface Waiting {
  readonly onProgress?: (progress: BackupProgress) => void;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

export interface MaintenanceOptions extends ThreadFileOptions {
  readonly databasePath: string;
  /** Told when the thread ends without being asked to; backups fail from then on, nothing else does. */
  readonly onCrash: (error: unknown) => void;
}

/** Starts the thread, which needs no database yet: it moves the write-ahead log about once a second and makes backups. */
export function startMaintenance({ databasePath, onCrash, preferBuilt }: MaintenanceOptions): Maintenance {
  const { filename, ...options } = threadFile("maintenance-thread", { preferBuilt });
  const worker = new Worker(filename, { ...options, workerData: { databasePath } });
  const waiting = new Map<number, Waiting>();
  let made = 0;
  let isClosing = false;

  function failAll(error: Error): void {
    for (const each of waiting.values()) each.reject(error);
    waiting.clear();
    if (!isClosing) onCrash(error);
  }

  worker.unref();
  worker.on("error", failAll);
  worker.on("exit", (code) => failAll(new Error(`The maintenance thread ended with code ${code}`)));
  worker.on("message", (message: MaintenanceMessage) => {
    const asker = waiting.get(message.id);
    if (message.type === "progress") return asker?.onProgress?.(message.progress);
    waiting.delete(message.id);
    if (message.type === "done") asker?.resolve();
    else asker?.reject(new Error(`The backup failed: ${message.message}`));
  });
  return {
    backup(targetPath, onProgress) {
      return new Promise((resolve, reject) => {
        const request: BackupRequest = { id: ++made, targetPath };
        waiting.set(request.id, { onProgress, resolve, reject });
        worker.postMessage(request);
      });
    },
    async close() {
      isClosing = true;
      await worker.terminate();
    },
  };
}
