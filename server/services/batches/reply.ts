import { type Batch, type BatchId, BatchTargetStatus } from "@opstage/contracts";
import { toBatch } from "../../store/mappers/batch";
import type { BatchRow } from "../../store/rows";
import type { ReadTables } from "../../store/store";

/** The batch as people see it, with how far it is. */
export async function batchReply(
  tables: Pick<ReadTables, "batchTargets" | "users">,
  row: BatchRow,
): Promise<Batch> {
  const creator = row.createdByUserId === null ? null : await tables.users.get({ id: row.createdByUserId });
  return toBatch(row, {
    createdByName: creator === null ? null : (creator.displayName ?? creator.username),
    targetCounts: await countTargets(tables, row.id),
  });
}

/** How many services of the batch are in each state. */
export async function countTargets(
  { batchTargets }: Pick<ReadTables, "batchTargets">,
  batchId: BatchId,
): Promise<Batch["targetCounts"]> {
  const counts = { PENDING: 0, RUNNING: 0, SUCCEEDED: 0, FAILED: 0, EXPIRED: 0, CANCELLED: 0, SKIPPED: 0 };
  for (const status of BatchTargetStatus.options)
    counts[status] = await batchTargets.count({ batchId, status });
  return counts;
}
