import type { Store } from "../store/store";

/** Totals that metrics show. They count from the first start on, so pruning never makes them shrink. */
export const counterNames = [
  "agentCommandPolls",
  "commandsDispatched",
  "commandsCompleted",
  "commandsFailed",
  "actionPrepareRequested",
  "actionPrepareTimeouts",
  "actionPrepareFailures",
  "oversizedCommandResultsRejected",
] as const;
export type CounterName = (typeof counterNames)[number];

/** Totals kept in memory, so that counting costs the agents nothing, and stored beside presence about once a second. */
export interface Counters {
  increment(name: CounterName, by?: number): void;
  totals(): Record<CounterName, number>;
  /** Reads the stored totals; once, before the first request. */
  load(): Promise<void>;
  /** Stores what changed since the last call; touches nothing otherwise. */
  flush(): Promise<void>;
}

/** Counters over this store. */
export function createCounters(store: Store): Counters {
  const totals = emptyTotals();
  const changed = new Set<CounterName>();
  return {
    increment(name, by = 1) {
      totals[name] += by;
      changed.add(name);
    },
    totals: () => ({ ...totals }),
    async load() {
      for (const name of counterNames) {
        const row = await store.lookup.counters.get({ name });
        totals[name] += row?.value ?? 0;
      }
    },
    async flush() {
      if (changed.size === 0) return;
      const names = [...changed];
      changed.clear();
      try {
        await store.transaction(async (tx) => {
          for (const name of names) await tx.counters.upsert({ name, value: totals[name] }, ["name"]);
        });
      } catch (error) {
        for (const name of names) changed.add(name);
        throw error;
      }
    },
  };
}

function emptyTotals(): Record<CounterName, number> {
  return {
    agentCommandPolls: 0,
    commandsDispatched: 0,
    commandsCompleted: 0,
    commandsFailed: 0,
    actionPrepareRequested: 0,
    actionPrepareTimeouts: 0,
    actionPrepareFailures: 0,
    oversizedCommandResultsRejected: 0,
  };
}
