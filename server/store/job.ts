import { toStoreError } from "./database-errors";
import type { Transaction } from "./store";

type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: unknown };

/** One caller's transaction, from the queue to its settled promise. */
export interface Job {
  /** Runs to its end, or until `abandon`. Never rejects. */
  run(): Promise<void>;
  /** Ends it although its function has not settled. */
  abandon(): void;
  /**
   * False once it failed, by itself or because its batch could not be committed. No accessor: an object literal with
   * one is a hidden class of its own, which outlives the job and holds all that its functions see.
   */
  hasSucceeded(): boolean;
  fail(error: unknown): void;
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
}

export type OpenTransaction = (scope: JobScope) => Transaction;

export const stalledMessage =
  "A transaction awaited something that is not its own (a timer, a socket, another promise) and was rolled back. " +
  "Await only what `tx` offers; do the rest before the transaction or in onCommit.";

/** A job and the promise its caller waits for. */
export function createJob<T>(run: (tx: Transaction) => Promise<T>, open: OpenTransaction): [Job, Promise<T>] {
  const hooks: (() => void)[] = [];
  let outcome: Outcome | null = null;
  let result: { readonly value: T } | null = null;
  let resolve: (value: T) => void;
  let reject: (error: unknown) => void;
  let end: () => void = () => undefined;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });

  function finish(next: Outcome): void {
    outcome ??= next;
    end();
  }

  function requireOpen(): void {
    if (outcome !== null) throw new Error("This transaction is over.");
  }

  const job: Job = {
    run() {
      const tx = open({ requireOpen, onCommit: (hook) => void hooks.push(hook) });
      const ended = new Promise<void>((onEnd) => {
        end = onEnd;
      });
      call(run, tx).then(
        (value) => {
          result = { value };
          finish({ ok: true });
        },
        (error: unknown) => finish({ ok: false, error }),
      );
      return ended;
    },
    abandon: () => finish({ ok: false, error: new Error(stalledMessage) }),
    hasSucceeded: () => outcome === null || outcome.ok,
    fail(error) {
      outcome = { ok: false, error };
    },
    committed(onHookError) {
      if (outcome !== null && !outcome.ok) return;
      for (const hook of hooks) {
        try {
          hook();
        } catch (error) {
          onHookError(error);
        }
      }
    },
    settle(doubt) {
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
