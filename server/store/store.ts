import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AgentId, CommandId, InstanceId } from "@opstage/contracts";
import { copyDatabase } from "./backup";
import { rememberedTables } from "./columns";
import { type Durability, openReader, openWriter } from "./connection";
import { ConnectionTables } from "./gateway";
import { type DatabaseLock, lockDatabase } from "./lock";
import { takeOverLogSync } from "./log-sync";
import { migrate } from "./migrator";
import { defaultMigrationsPath } from "./project-root";
import { createRowCounts } from "./row-counts";
import { createRowMemo } from "./row-memo";
import type { CommandRow, EpochMs, RowsByTable } from "./rows";
import { statementsOf } from "./statements";
import type { ReadTable, Table } from "./table";
import { StoreTransaction } from "./transaction";
import { type BatchHooks, createWriter, type StoreLog } from "./writer";

export type Tables = { readonly [K in keyof RowsByTable]: Table<RowsByTable[K]> };
export type ReadTables = { readonly [K in keyof RowsByTable]: ReadTable<RowsByTable[K]> };

export interface ClaimCommands {
  readonly agentId: AgentId;
  readonly limit: number;
  /** Leave executions where they are. */
  readonly onlyPrepares?: boolean;
  readonly now: EpochMs;
  /** Absent for agents that name no instance: their claim has no lease. */
  readonly instanceId?: InstanceId;
  /** How long the claim holds without a sign of life. */
  readonly leaseMs: number;
  /** How long an unleased command without a time-out may run. */
  readonly ttlMs: number;
}

export interface ClaimedCommands {
  /** Oldest first. */
  readonly claimed: CommandRow[];
  /** Pending commands past their deadline that stood in the way; they are left as they are. */
  readonly overdue: CommandId[];
}

/** What a job may use while its transaction is open. */
export interface Transaction extends Tables {
  /** Runs after the commit, in order; never when the job is rolled back. A throwing hook is logged. */
  onCommit(hook: () => void): void;
  /**
   * Runs when what the job wrote is undone, last one first: for what others in the same commit must see in memory, so
   * that it cannot wait for `onCommit`.
   */
  onRollback(undo: () => void): void;
  /**
   * Claims the oldest dispatchable commands of an agent: PENDING → RUNNING, attempt + 1, with the deadline that holds
   * from the claim on (`startedAt + timeoutSeconds + 10 s`; none while a lease is renewed; else the time to live).
   */
  claimCommands(claim: ClaimCommands): Promise<ClaimedCommands>;
}

/** How far a copy of the database has come. */
export interface BackupProgress {
  readonly totalPages: number;
  readonly remainingPages: number;
}

/** The database of one node: one writer, committed point reads, and the care for the file. */
export interface Store {
  /** The database file. */
  readonly path: string;
  /** Committed state, on a connection of its own: what an open transaction does is not seen. */
  readonly lookup: ReadTables;
  /**
   * Runs the job in a transaction; the promise settles after the commit is durable. Several jobs share one commit, and
   * a failing one undoes only itself. A job awaits nothing but what `tx` offers; anything else is rolled back. It may run
   * twice, when a neighbour fails after it has written: what it does beside `tx` belongs into `onCommit`, or is taken back by `onRollback`.
   * @throws AppError DATABASE_UNAVAILABLE when the file cannot be written.
   */
  transaction<T>(job: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Writes a consistent copy while others go on writing. Runs outside this thread. */
  backup(targetPath: string, onProgress?: (progress: BackupProgress) => void): Promise<void>;
  /** Moves the write-ahead log into the database file as far as readers allow; never blocks a writer. */
  checkpoint(): void;
  /** Transactions that wait for the next commit. */
  readonly waitingJobs: number;
  /** Whether the file takes writes right now, and how long the answer took. */
  isWritable(): { readonly writable: boolean; readonly latencyMs: number };
  /** Finishes queued jobs, then closes; later jobs are refused. Idempotent. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** The database file; made, with its folder, where it does not exist. `:memory:` is a file that closing deletes. */
  readonly path: string;
  readonly durability: Durability;
  readonly log: StoreLog;
  /** The folder of Prisma migrations; the project's own unless said otherwise. */
  readonly migrationsPath?: string;
  /** Makes backups on another thread. On this one unless said otherwise, a few milliseconds at a time. */
  readonly backup?: Store["backup"];
}

/**
 * Opens the database: takes the lock, migrates, starts the writer.
 * @throws DatabaseInUseError when another server has it, DatabaseTooNewError when a newer version wrote it.
 */
export function createStore(options: StoreOptions): Store {
  if (options.path === ":memory:") return createPassingStore(options);
  const lock = lockDatabase(options.path);
  try {
    return openStore(options, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Readers and backups open the database anew, so one that lives in memory alone could not be shared with them. */
function createPassingStore(options: StoreOptions): Store {
  const folder = mkdtempSync(join(tmpdir(), "opstage-"));
  const store = createStore({ ...options, path: join(folder, "opstage.db") });
  return {
    ...store,
    get waitingJobs() {
      return store.waitingJobs;
    },
    close: () => store.close().finally(() => rmSync(folder, { recursive: true, force: true })),
  };
}

function openStore(options: StoreOptions, lock: DatabaseLock): Store {
  const { path } = options;
  const database = openWriter(path, options.durability);
  try {
    migrate(database, options.migrationsPath ?? defaultMigrationsPath());
  } catch (error) {
    database.close();
    throw error;
  }
  // The writer waits for foreign locks itself, without blocking the thread.
  database.pragma("busy_timeout = 0");
  const reader = openReader(path);
  const statements = statementsOf(database);
  const logSync = options.durability === "full" ? takeOverLogSync(database) : undefined;
  const memo = createRowMemo(rememberedTables);
  const counts = createRowCounts(statements);
  const connection = { statements, view: memo.open, counts };
  const hooks: BatchHooks = {
    afterJob: counts.endJob,
    beforeCommit: counts.write,
    afterCommit: memo.noteCommit,
    afterRollback() {
      memo.noteRollback();
      counts.clear();
    },
  };
  const writer = createWriter(database, (scope) => new StoreTransaction(connection, scope), {
    hooks,
    log: options.log,
    writes: () => statements.writes,
    flush: logSync?.flush,
  });
  let closing: Promise<void> | null = null;
  return {
    path,
    lookup: new ConnectionTables({ statements: statementsOf(reader), view: memo.committed }, () => undefined),
    transaction: writer.transaction,
    backup: options.backup ?? ((target, onProgress) => copyDatabase(path, target, onProgress)),
    checkpoint: () => void database.pragma("wal_checkpoint(PASSIVE)"),
    get waitingJobs() {
      return writer.waitingJobs;
    },
    isWritable() {
      const startedAt = performance.now();
      const writable = writer.takesWrites();
      return { writable, latencyMs: performance.now() - startedAt };
    },
    close() {
      closing ??= writer.close().then(() => {
        logSync?.close();
        reader.close();
        database.close();
        lock.release();
      });
      return closing;
    },
  };
}
