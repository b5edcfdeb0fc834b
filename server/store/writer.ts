import { appError } from "@opstage/contracts";
import type { Database } from "better-sqlite3";
import { toStoreError } from "./database-errors";
import { createJob, type Job, type OpenTransaction } from "./job";
import type { Transaction } from "./store";

/** Where the writer says what no caller hears: a throwing hook, a failing commit. */
export interface StoreLog {
  error(facts: object, message: string): void;
}

/** Jobs in one commit; more wait for the next, so that no reply waits long for its neighbours. */
const maxBatch = 512;

export interface Writer {
  transaction<T>(run: (tx: Transaction) => Promise<T>): Promise<T>;
  /** False from a failed commit on until the next one that succeeds. */
  readonly isHealthy: boolean;
  /** Resolves when every job queued so far has settled; later ones are refused. */
  close(): Promise<void>;
}

/**
 * The one writer: drains its queue into `BEGIN IMMEDIATE … COMMIT` with a savepoint a job. The jobs of a batch share
 * one fsync, a failing job undoes only itself, and every promise settles after the commit.
 *
 * A batch runs in microtasks alone, so nothing else of the process comes between its statements. Once the microtask
 * queue is empty (the next tick) a job that has not settled awaits something foreign; it is rolled back at once.
 */
export function createWriter(database: Database, open: OpenTransaction, log: StoreLog): Writer {
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");
  const rollback = database.prepare("ROLLBACK");
  const savepoint = database.prepare("SAVEPOINT job");
  const release = database.prepare("RELEASE job");
  const rollbackJob = database.prepare("ROLLBACK TO job");

  let queue: Job[] = [];
  let current: Job | null = null;
  let isScheduled = false;
  let isHealthy = true;
  let isClosed = false;
  const idleWaiters: (() => void)[] = [];

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => void drain());
  }

  async function drain(): Promise<void> {
    const batch = queue.slice(0, maxBatch);
    queue = queue.slice(batch.length);
    // From here on in a microtask: the guard of the first job relies on it.
    await undefined;
    try {
      begin.run();
      for (const job of batch) await runJob(job);
      commit.run();
      isHealthy = true;
    } catch (error) {
      failBatch(batch, error);
    }
    for (const job of batch) job.settle((error) => log.error({ error }, "A hook after a commit failed"));
    isScheduled = false;
    if (queue.length > 0) schedule();
    else for (const waiter of idleWaiters.splice(0)) waiter();
  }

  /** @throws when the transaction itself is gone: SQLite rolls all of it back on a full disk or an I/O error. */
  async function runJob(job: Job): Promise<void> {
    savepoint.run();
    current = job;
    process.nextTick(() => {
      if (current === job) job.abandon();
    });
    await job.run();
    current = null;
    if (!job.hasSucceeded) rollbackJob.run();
    release.run();
  }

  function failBatch(batch: readonly Job[], error: unknown): void {
    isHealthy = false;
    log.error({ error }, "A commit failed; nothing of it was stored");
    if (database.inTransaction) rollback.run();
    const cause = toStoreError(error);
    for (const job of batch) if (job.hasSucceeded) job.fail(cause);
  }

  return {
    async transaction<T>(run: (tx: Transaction) => Promise<T>): Promise<T> {
      if (current !== null)
        throw new Error("A transaction inside a transaction: pass the open `tx` on instead.");
      if (isClosed) throw appError("SHUTTING_DOWN");
      const [job, promise] = createJob(run, open);
      queue.push(job);
      schedule();
      return promise;
    },
    get isHealthy() {
      return isHealthy;
    },
    async close() {
      isClosed = true;
      if (isScheduled) await new Promise<void>((resolve) => idleWaiters.push(resolve));
    },
  };
}
