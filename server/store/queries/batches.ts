import {
  type adminOperations,
  appError,
  type Batch,
  type BatchId,
  type BatchOption,
  type BatchTarget,
  BatchTargetStatus,
  type InputOf,
  type Page,
  type ServiceId,
} from "@opstage/contracts";
import { toBatch, toBatchTarget } from "../mappers/batch";
import type { ActionRow, BatchRow, BatchTargetRow, CommandRow } from "../rows";
import { containsText, equals, within } from "./conditions";
import { readNames } from "./names";
import { findPage, inOrderOf } from "./page";
import { type ReaderDatabase, rowFrom } from "./reader-database";

type BatchesOperations = typeof adminOperations.batches;
export type ListBatches = InputOf<BatchesOperations["list"]>;
export type GetBatch = InputOf<BatchesOperations["get"]>;
export type ListBatchTargets = InputOf<BatchesOperations["targets"]>;

export interface AskBatchOptions {
  readonly serviceIds: readonly ServiceId[];
}

/** The enabled actions of these services by name, those that most of them offer first. */
export async function batchOptions(
  db: ReaderDatabase,
  { serviceIds }: AskBatchOptions,
): Promise<BatchOption[]> {
  if (serviceIds.length === 0) return [];
  const rows = await db.select({
    sql: `SELECT "name", min("label") AS "label", min("category") AS "category", count(*) AS "n",
        max(CASE "dangerLevel" WHEN 'HIGH' THEN 2 WHEN 'MEDIUM' THEN 1 ELSE 0 END) AS "danger"
      FROM "Action" WHERE "enabled" = 1 AND "serviceId" IN (${serviceIds.map(() => "?").join(", ")})
      GROUP BY "name" ORDER BY "n" DESC, "label" LIMIT 500`,
    args: serviceIds,
  });
  return rows.map((row) => ({
    actionName: String(row.name),
    label: String(row.label),
    category: rowFrom<Pick<ActionRow, "category">>(row).category,
    dangerLevel: (["LOW", "MEDIUM", "HIGH"] as const)[Number(row.danger)] ?? "HIGH",
    serviceCount: Number(row.n),
  }));
}

export async function listBatches(db: ReaderDatabase, input: ListBatches): Promise<Page<Batch>> {
  const { ids, about } = await findPage(db, {
    from: '"Batch" b',
    alias: "b",
    conditions: [
      ...equals('b."status"', input.status),
      ...equals('b."actionName"', input.actionName),
      ...equals('b."createdByUserId"', input.createdByUserId),
      ...within('b."createdAt"', input),
    ],
    paging: input,
  });
  const found = await db.prisma.batch.findMany({ where: { id: { in: ids } } });
  return { items: await toBatches(db, inOrderOf(ids, found.map(rowFrom<BatchRow>))), ...about };
}

/** @throws 404 BATCH_NOT_FOUND */
export async function getBatch(db: ReaderDatabase, { batchId }: GetBatch): Promise<Batch> {
  const found = await db.prisma.batch.findUnique({ where: { id: batchId } });
  const [batch] = found === null ? [] : await toBatches(db, [rowFrom<BatchRow>(found)]);
  if (batch === undefined) throw appError("BATCH_NOT_FOUND");
  return batch;
}

/** @throws 404 BATCH_NOT_FOUND */
export async function batchTargets(db: ReaderDatabase, input: ListBatchTargets): Promise<Page<BatchTarget>> {
  const known = await db.prisma.batch.findUnique({ where: { id: input.batchId }, select: { id: true } });
  if (known === null) throw appError("BATCH_NOT_FOUND");
  const { ids, about } = await findPage(db, {
    from: '"BatchTarget" t',
    alias: "t",
    conditions: [
      ...equals('t."batchId"', input.batchId),
      ...equals('t."status"', input.status),
      ...containsText(['t."serviceCode"', 't."serviceName"'], input.q),
    ],
    paging: input,
  });
  const found = await db.prisma.batchTarget.findMany({ where: { id: { in: ids } } });
  const rows = inOrderOf(ids, found.map(rowFrom<BatchTargetRow>));
  const commandIds = rows.flatMap(({ commandId }) => commandId ?? []);
  const commands = await db.prisma.command.findMany({ where: { id: { in: commandIds } } });
  const byId = new Map(commands.map((command) => [command.id, rowFrom<CommandRow>(command)]));
  return { items: rows.map((row) => toBatchTarget(row, byId.get(row.commandId ?? "") ?? null)), ...about };
}

async function toBatches(db: ReaderDatabase, rows: readonly BatchRow[]): Promise<Batch[]> {
  const names = await readNames(db, { users: rows.map(({ createdByUserId }) => createdByUserId) });
  const counts = await countTargets(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) =>
    toBatch(row, {
      createdByName: names.user(row.createdByUserId),
      targetCounts: counts.get(row.id) ?? noTargets(),
    }),
  );
}

async function countTargets(
  db: ReaderDatabase,
  ids: readonly BatchId[],
): Promise<Map<string, Batch["targetCounts"]>> {
  const found = await db.prisma.batchTarget.groupBy({
    by: ["batchId", "status"],
    where: { batchId: { in: [...ids] } },
    _count: true,
  });
  const counts = new Map<string, Batch["targetCounts"]>();
  for (const { batchId, status, _count } of found) {
    const known = BatchTargetStatus.safeParse(status);
    if (!known.success) continue;
    counts.set(batchId, { ...(counts.get(batchId) ?? noTargets()), [known.data]: _count });
  }
  return counts;
}

function noTargets(): Batch["targetCounts"] {
  return { PENDING: 0, RUNNING: 0, SUCCEEDED: 0, FAILED: 0, EXPIRED: 0, CANCELLED: 0, SKIPPED: 0 };
}
