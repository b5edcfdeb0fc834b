import type { QueryInput, QueryName, QueryOutput } from "./queries";

export type { QueryInput, QueryName, QueryOutput };

/** Queries for people and for maintenance, answered by other threads, so that none of them delays an agent. */
export interface Readers {
  /**
   * Answers a named query from committed state. Dropped when the signal aborts.
   * @throws what the query throws; 503 QUERY_TIMEOUT after two seconds.
   */
  run<N extends QueryName>(name: N, input: QueryInput<N>, signal?: AbortSignal): Promise<QueryOutput<N>>;
  close(): Promise<void>;
}
