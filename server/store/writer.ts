import { appError } from "@opstage/contracts";
import type { Database } from "better-sqlite3";
import { isBusy, toStoreError } from "./database-errors";
import { createJob, type Job, type OpenTransaction } from "./job";
import type { Transaction } from "./store";

/** Where the writer says what no caller hears: a throwing hook, a failing commit. */
export interface StoreLog {
  error(facts: object, message: string): void;
}

/** Jobs in one commit; more wait for the next, so that no reply waits long for its neighbours. */
const maxBatch = 512;

/** So many jobs share a commit that waiting for another one gains nothing any more. */
const worthACommit = 64;

/** Nor is a commit put off any longer than this: a round of the loop is long while the process makes pages. */
const putOffMs = 25;

/** Jobs committed while a flush is under way; more wait for its end, so that a disk that hangs is noticed. */
const maxUnflushed = 512;

/** Other than a commit that failed, it did change something: who tries again without looking may do it twice. */
const unconfirmed =
  "The disk did not confirm the change: it is there now, but a power failure may undo it. Look before you try again.";

/** How long a batch waits for a lock that another program holds, and how often it tries. */
const lockPatienceMs = 5000;
const lockRetryMs = 25;

/** What has to know where a batch stands. */
export interface BatchHooks {
  /** A job's statements are done, or undone. */
  afterJob(hasSucceeded: boolean): void;
  /** Inside the transaction, as its last statements. */
  beforeCommit(): void;
  afterCommit(): void;
  /** Nothing of the batch was stored. */
  afterRollback(): void;
}

export interface WriterOptions {
  readonly log: StoreLog;
  readonly hooks: BatchHooks;
  /** How many statements of this connection have changed something so far. */
  readonly writes: () => number;
  /** Brings the commits so far onto the disk; absent where a commit need not survive a power cut. */
  readonly flush?: () => Promise<void>;
}

export interface Writer {
  transaction<T>(run: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Whether the file takes a write now; a lock that another program holds answers at once. */
  takesWrites(): boolean;
  /** Jobs of the next batches. */
  readonly waitingJobs: number;
  /** Resolves when every job queued so far has settled; later ones are refused. */
  close(): Promise<void>;
}

/**
 * The one writer: drains its queue into `BEGIN IMMEDIATE … COMMIT`. The jobs of a batch share one flush, and every
 * promise settles when the commit is on the disk.
 *
 * A failing job undoes only itself. Mostly it has written nothing yet. Where it has, the batch is undone and all its
 * jobs run a second time, each in a savepoint: for every savepoint SQLite copies each page that is touched, which was a
 * quarter of the work of a bus event, to be ready for what hardly ever happens.
 *
 * The flush runs beside this thread, which serves other callers meanwhile. A batch runs as soon as a round of the event
 * loop brought no further job: so it is as large as the process is busy, what is committed together shares pages and
 * flush, and the disk is never waited for while there is something to do.
 *
 * A batch runs in microtasks alone, so nothing else of the process comes between its statements. Once the microtask
 * queue is empty (the next tick) a job that has not settled awaits something foreign; it is rolled back at once.
 */
export function createWriter(database: Database, open: OpenTransaction, options: WriterOptions): Writer {
  const { log, hooks, writes, flush } = options;
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");
  const rollback = database.prepare("ROLLBACK");
  const savepoint = database.prepare("SAVEPOINT job");
  const release = database.prepare("RELEASE job");
  const rollbackJob = database.prepare("ROLLBACK TO job");
  const version = database.prepare("PRAGMA user_version").pluck();

  let queue: Job[] = [];
  /** Committed jobs that wait for the next flush. */
  let unflushed: Job[] = [];
  let current: Job | null = null;
  let isScheduled = false;
  let isFlushing = false;
  /** False from a lost commit on, until a write shows that the file takes one again. */
  let isHealthy = true;
  let isFlushed = true;
  let isClosed = false;
  let flushedWrites = writes();
  /** How many jobs waited when the loop came round last. */
  let waitedBefore = 0;
  let putOffUntil = 0;
  const idleWaiters: (() => void)[] = [];

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    waitedBefore = 0;
    putOffUntil = performance.now() + putOffMs;
    setImmediate(turn);
  }

  /** Once a round of the event loop, while jobs wait. */
  function turn(): void {
    const mayGrow = queue.length < worthACommit && performance.now() < putOffUntil;
    if (isFlushing && unflushed.length >= maxUnflushed) {
      // The end of the flush schedules again.
      isScheduled = false;
    } else if (mayGrow && queue.length > waitedBefore) {
      waitedBefore = queue.length;
      setImmediate(turn);
    } else void drain();
  }

  async function drain(): Promise<void> {
    const batch = queue.slice(0, maxBatch);
    queue = queue.slice(batch.length);
    // From here on in a microtask: the guard of the first job relies on it.
    await undefined;
    try {
      await beginPatiently();
      if (!(await runTogether(batch))) await runApart(batch);
      hooks.beforeCommit();
      commit.run();
      hooks.afterCommit();
      for (const job of batch) job.committed(noteHookError);
      unflushed.push(...batch);
    } catch (error) {
      failBatch(batch, error);
    }
    isScheduled = false;
    if (!isFlushing) void flushAll();
    if (queue.length > 0) schedule();
  }

  /** Brings what is committed onto the disk and settles it, until nothing is left. */
  async function flushAll(): Promise<void> {
    isFlushing = true;
    while (unflushed.length > 0) {
      const batch = unflushed;
      unflushed = [];
      const doubt = await flushed();
      for (const job of batch) job.settle(doubt);
    }
    isFlushing = false;
    if (queue.length > 0) schedule();
    else if (!isScheduled) for (const waiter of idleWaiters.splice(0)) waiter();
  }

  function noteHookError(error: unknown): void {
    log.error({ error }, "A hook after a commit failed");
  }

  function noteUndoError(error: unknown): void {
    log.error({ error }, "What a transaction did in memory could not be taken back");
  }

  /** Waits for a foreign lock beside the event loop, so that whoever writes nothing is served meanwhile. */
  async function beginPatiently(): Promise<void> {
    const until = performance.now() + lockPatienceMs;
    for (;;) {
      try {
        begin.run();
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() >= until) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, lockRetryMs));
    }
  }

  /** The error of a disk that did not take what was committed. The rows are there, but may not survive a power cut. */
  async function flushed(): Promise<unknown> {
    const written = writes();
    try {
      if (written !== flushedWrites) await flush?.();
      flushedWrites = written;
      isFlushed = true;
      return undefined;
    } catch (error) {
      isFlushed = false;
      log.error({ error }, "The disk did not take a commit; it may be lost when the power fails");
      return appError("DATABASE_UNAVAILABLE", { message: unconfirmed, cause: error });
    }
  }

  /** After a failure, without waiting for the next commit: the next question about it hears the answer. */
  async function flushAgain(): Promise<void> {
    try {
      await flush?.();
      isFlushed = true;
    } catch {
      // Still not; the failure was logged when it came.
    }
  }

  /** Whether the batch can be committed: no job failed after it had written. */
  async function runTogether(batch: readonly Job[]): Promise<boolean> {
    for (const job of batch) {
      const writtenBefore = writes();
      await runJob(job);
      const hasSucceeded = job.hasSucceeded();
      if (!hasSucceeded) {
        if (writes() !== writtenBefore) return false;
        job.undo(noteUndoError);
      }
      hooks.afterJob(hasSucceeded);
    }
    return true;
  }

  async function runApart(batch: readonly Job[]): Promise<void> {
    rollback.run();
    hooks.afterRollback();
    undoAll(batch);
    await beginPatiently();
    for (const job of batch) {
      savepoint.run();
      await runJob(job);
      if (!job.hasSucceeded()) {
        rollbackJob.run();
        job.undo(noteUndoError);
      }
      release.run();
      hooks.afterJob(job.hasSucceeded());
    }
  }

  /** @throws when the transaction itself is gone: SQLite rolls all of it back on a full disk or an I/O error. */
  async function runJob(job: Job): Promise<void> {
    current = job;
    process.nextTick(() => {
      if (current === job) job.abandon();
    });
    await job.run();
    current = null;
    if (!database.inTransaction) throw appError("DATABASE_UNAVAILABLE");
  }

  function undoAll(batch: readonly Job[]): void {
    for (const job of batch.toReversed()) job.undo(noteUndoError);
  }

  function failBatch(batch: readonly Job[], error: unknown): void {
    isHealthy = false;
    log.error({ error }, "A commit failed; nothing of it was stored");
    if (database.inTransaction) rollback.run();
    hooks.afterRollback();
    undoAll(batch);
    const cause = toStoreError(error);
    for (const job of batch) {
      if (job.hasSucceeded()) job.fail(cause);
      job.settle();
    }
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
    takesWrites() {
      if (!database.open) return false;
      if (database.inTransaction) return isHealthy;
      try {
        begin.run();
        // After a failure only a page that was written shows that the disk takes one again; this one stays as it is.
        if (!isHealthy) database.pragma(`user_version = ${Number(version.get())}`);
        commit.run();
        isHealthy = true;
      } catch {
        if (database.inTransaction) rollback.run();
        return false;
      }
      if (!isFlushed) void flushAgain();
      return isFlushed;
    },
    get waitingJobs() {
      return queue.length;
    },
    async close() {
      isClosed = true;
      if (isScheduled || isFlushing) await new Promise<void>((resolve) => idleWaiters.push(resolve));
    },
  };
}
