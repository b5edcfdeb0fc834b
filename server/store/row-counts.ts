import type { Statements } from "./statements";

/** How many rows of a kind there are, kept in the table `Counter`, so that a total costs no pass over a large table. */
export interface RowCounts {
  /** Rows of this counter have come, or gone, in the open job. */
  add(counter: string, by: number): void;
  /** What the job has added counts, or nothing of it. */
  endJob(hasSucceeded: boolean): void;
  /** Writes what the jobs of the batch have added; inside their transaction. */
  write(): void;
  /** Nothing of the batch was committed. */
  clear(): void;
}

/**
 * Counts in memory and writes once a batch: a trigger would write the counter's row again with every row, which is a
 * quarter of what an audit event costs. Deletes are counted by triggers, because rows also go with their neighbours.
 */
export function createRowCounts(statements: Statements): RowCounts {
  const ofJob = new Map<string, number>();
  const ofBatch = new Map<string, number>();
  return {
    add: (counter, by) => addTo(ofJob, counter, by),
    endJob(hasSucceeded) {
      if (hasSucceeded) for (const [counter, by] of ofJob) addTo(ofBatch, counter, by);
      ofJob.clear();
    },
    write() {
      for (const [counter, by] of ofBatch) {
        if (by === 0) continue;
        statements.run('UPDATE "Counter" SET "value" = "value" + ? WHERE "name" = ?', [by, counter]);
      }
      ofBatch.clear();
    },
    clear() {
      ofJob.clear();
      ofBatch.clear();
    },
  };
}

function addTo(counts: Map<string, number>, counter: string, by: number): void {
  counts.set(counter, (counts.get(counter) ?? 0) + by);
}
