import { type ActionDurations, type adminOperations, appError, type InputOf } from "@opstage/contracts";
import { durationBuckets, percentile } from "../../domain/durations";
import { toInstant } from "../../domain/time";
import type { CommandRow } from "../rows";
import { type ReaderDatabase, rowFrom } from "./reader-database";

export type AskActionDurations = InputOf<typeof adminOperations.actions.durations>;

/** Runs that are looked at, and commands of the service among which they are found. */
const runsMax = 1_000;
const commandsMax = 20_000;

type Run = Pick<CommandRow, "startedAt" | "completedAt" | "status" | "createdAt">;

/** @throws 404 CAPSULE_SERVICE_NOT_FOUND */
export async function actionDurations(
  db: ReaderDatabase,
  { serviceId, actionName }: AskActionDurations,
): Promise<ActionDurations> {
  const known = await db.prisma.capsuleService.findUnique({ where: { id: serviceId }, select: { id: true } });
  if (known === null) throw appError("CAPSULE_SERVICE_NOT_FOUND");
  const found = await db.select({
    sql: `SELECT "startedAt", "completedAt", "status", "createdAt" FROM (
        SELECT "actionName", "type", "startedAt", "completedAt", "status", "createdAt" FROM "Command"
        WHERE "serviceId" = ? ORDER BY "createdAt" DESC LIMIT ${commandsMax}) newest
      WHERE "actionName" = ? AND "type" = 'ACTION_EXECUTE' AND "status" IN ('SUCCEEDED', 'FAILED')
        AND "startedAt" IS NOT NULL AND "completedAt" IS NOT NULL
      ORDER BY "createdAt" DESC LIMIT ${runsMax}`,
    args: [serviceId, actionName],
  });
  const rows = found.map((row) => rowFrom<Run>(row));
  const runs = rows.map(({ startedAt, completedAt, status }) => ({
    ms: Math.max(0, (completedAt ?? 0) - (startedAt ?? 0)),
    succeeded: status === "SUCCEEDED",
  }));
  const sorted = runs.map(({ ms }) => ms).sort((a, b) => a - b);
  const oldest = rows.at(-1);
  return {
    runs: runs.length,
    failed: runs.filter(({ succeeded }) => !succeeded).length,
    p50Ms: percentile(sorted, 50),
    p95Ms: percentile(sorted, 95),
    maxMs: sorted.at(-1) ?? null,
    since: oldest === undefined ? null : toInstant(oldest.createdAt),
    buckets: durationBuckets(runs),
  };
}
