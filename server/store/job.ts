import { toStoreError } from "./database-errors";
import type { Transaction } from "./store";

/** One run of a job's function; a batch that is undone runs its jobs again. */
interface Attempt {
  readonly hooks: (() => void)[];
  readonly undos: (() => void)[];
  outcome: { readonly ok: true } | { readonly ok: false; readonly error: unknown } | null;
}

/** One caller's transaction, from the queue to its settled promise. */
export interface Job {
  /** Runs to its end, or until `abandon`. Never rejects. Forgets an earlier run. */
  run(): Promise<void>;
  /** Ends it although its function has not settled. */
  abandon(): void;
  /**
   * False once it failed, by itself or because its batch could not be committed. No accessor: an object literal with
   * one is a hidden class of its own, which outlives the job and holds all that its functions see.
   */
  hasSucceeded(): boolean;
  fail(error: unknown): void;
  /** Its rows are undone: so is what it did in memory meanwhile. */
  undo(onError: (error: unknown) => void): void;
  /** Its rows are committed: runs its hooks, unless it failed. */
  committed(onHookError: (error: unknown) => void): void;
  /** Settles the caller's promise. `doubt`: the rows are committed, but the caller must not take them for safe. */
  settle(doubt?: unknown): void;
}

/** What the transaction of a job is made from. */
export interface JobScope {
  /** Throws when the job is over: a transaction used later must not write into another job. */
  readonly requireOpen: () => void;
  readonly onCommit: (hook: () => void) => void;
  readonly onRollback: (undo: () => void) => void;
}

export type OpenTransaction = (scope: JobScope) => Transaction;

export const stalledMessage =
  "A transaction awaited something that is not its own (a timer, a socket, another promise) and was rolled back. " +
  "Await only what `tx` offers; do the rest before the transaction or in onCommit.";

/** A job and the promise its caller waits for. */
export function createJob<T>(run: (tx: Transaction) => Promise<T>, open: OpenTransaction): [Job, Promise<T>] {
  let attempt: Attempt = { hooks: [], undos: [], outcome: null };
  let result: { readonly value: T } | null = null;
  let resolve: (value: T) => void;
  let reject: (error: unknown) => void;
  let end: () => void = () => undefined;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });

  const job: Job = {
    run() {
      const own: Attempt = { hooks: [], undos: [], outcome: null };
      attempt = own;
      const tx = open({
        requireOpen() {
          if (own.outcome !== null) throw new Error("This transaction is over.");
        },
        onCommit: (hook) => void own.hooks.push(hook),
        onRollback: (undo) => void own.undos.push(undo),
      });
      const ended = new Promise<void>((onEnd) => {
        end = onEnd;
      });
      call(run, tx).then(
        (value) => {
          if (own.outcome !== null) return;
          result = { value };
          own.outcome = { ok: true };
          end();
        },
        (error: unknown) => {
          own.outcome ??= { ok: false, error };
          if (own === attempt) end();
        },
      );
      return ended;
    },
    abandon() {
      attempt.outcome ??= { ok: false, error: new Error(stalledMessage) };
      end();
    },
    hasSucceeded: () => attempt.outcome === null || attempt.outcome.ok,
    fail(error) {
      attempt.outcome = { ok: false, error };
    },
    undo(onError) {
      runEach(attempt.undos.splice(0).reverse(), onError);
    },
    committed(onHookError) {
      if (attempt.outcome?.ok === true) runEach(attempt.hooks, onHookError);
    },
    settle(doubt) {
      const { outcome } = attempt;
      if (outcome !== null && !outcome.ok) reject(toStoreError(outcome.error));
      else if (doubt !== undefined) reject(doubt);
      else if (result !== null) resolve(result.value);
    },
  };
  return [job, promise];
}

/** A function that throws before its first await fails the job, not the writer. */
async function call<T>(run: (tx: Transaction) => Promise<T>, tx: Transaction): Promise<T> {
  return run(tx);
}

/** One that throws is in no other's way, and not in the writer's. */
function runEach(hooks: readonly (() => void)[], onError: (error: unknown) => void): void {
  for (const hook of hooks) {
    try {
      hook();
    } catch (error) {
      onError(error);
    }
  }
}
