import { appError } from "@opstage/contracts";
import { Piscina } from "piscina";
import type { QueryInput, QueryName, QueryOutput, Readers } from "../store/readers";
import type { ReadReply, ReadTask } from "./read-task";
import { type ThreadFileOptions, threadFile } from "./thread-file";

export type { QueryInput, QueryName, QueryOutput, Readers };

export interface ReadersOptions extends ThreadFileOptions {
  readonly databasePath: string;
  /** Threads at most; 2 unless said otherwise. */
  readonly threads?: number;
  /** How long a query may run before its thread is ended. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 2_000;

/** Queries that wait beyond this are refused: their askers would have left before their turn. */
const maxQueue = 500;

/** Starts the reader threads. The database must be migrated. */
export function createReaders(options: ReadersOptions): Readers {
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const pool = new Piscina<ReadTask, ReadReply>({
    ...threadFile("readers-thread", options),
    workerData: { databasePath: options.databasePath },
    minThreads: 1,
    maxThreads: options.threads ?? 2,
    idleTimeout: 60_000,
    maxQueue,
  });
  return {
    async run<N extends QueryName>(
      name: N,
      input: QueryInput<N>,
      signal?: AbortSignal,
    ): Promise<QueryOutput<N>> {
      const task: ReadTask = { name, input, startedAt: new SharedArrayBuffer(8) };
      const stop = new AbortController();
      const running = pool.run(task, { signal: stop.signal });
      const limit = limitRunningTime(task, stop, timeoutMs);
      try {
        const reply = await untilAborted(running, signal, () => {
          // One that runs already is left to end: ending its thread costs more than its answer.
          if (startOf(task) === 0) stop.abort();
        });
        return asOutputOf(name, reply);
      } catch (error) {
        throw stop.signal.aborted && signal?.aborted !== true
          ? appError("QUERY_TIMEOUT", { cause: error })
          : error;
      } finally {
        // A query that nobody waits for any more is still ended in time.
        running.catch(() => undefined).finally(limit.cancel);
      }
    },
    close: () => pool.destroy(),
  };
}

/** Ends the query's thread when it has run too long; the time in the queue does not count, but is bounded too. */
function limitRunningTime(task: ReadTask, stop: AbortController, timeoutMs: number): { cancel(): void } {
  const longestWaitMs = 5 * timeoutMs;
  const askedAt = wallTime();
  let timer = setTimeout(check, timeoutMs);
  function check(): void {
    const startedAt = startOf(task);
    const left =
      startedAt === 0 ? longestWaitMs - (wallTime() - askedAt) : timeoutMs - (wallTime() - startedAt);
    if (left <= 0) stop.abort();
    else timer = setTimeout(check, startedAt === 0 ? Math.min(left, timeoutMs) : left);
  }
  return { cancel: () => clearTimeout(timer) };
}

async function untilAborted<T>(
  running: Promise<T>,
  signal: AbortSignal | undefined,
  onAbort: () => void,
): Promise<T> {
  if (signal === undefined) return running;
  return new Promise<T>((resolve, reject) => {
    const abort = () => {
      onAbort();
      reject(signal.reason);
    };
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    running.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

function startOf({ startedAt }: ReadTask): number {
  return new Float64Array(startedAt)[0] ?? 0;
}

/** The same scale in every thread. */
function wallTime(): number {
  return performance.timeOrigin + performance.now();
}

/** The thread answered the query of this name, whose output has this type; only plain data crossed. */
function asOutputOf<N extends QueryName>(_name: N, reply: ReadReply): QueryOutput<N> {
  if (reply.ok) return reply.value as QueryOutput<N>;
  throw appError(reply.code, { message: reply.message, details: reply.details });
}
