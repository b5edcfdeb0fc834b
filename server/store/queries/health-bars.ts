import type { adminOperations, HealthBar, HealthBarPart, HealthBars, InputOf } from "@opstage/contracts";
import { toInstant } from "../../domain/time";
import type { HealthIntervalRow } from "../rows";
import { type ReaderDatabase, rowFrom } from "./reader-database";

export type AskHealthBars = InputOf<typeof adminOperations.services.healthBars> & { readonly now: number };

const dayMs = 24 * 60 * 60_000;

/** More than a small bar has room for; the newest are kept. */
const partsPerBar = 60;

type Part = Pick<HealthIntervalRow, "serviceId" | "status" | "message" | "fromAt" | "toAt">;

/**
 * The last 24 hours of several services in one statement: for each the interval that was going on when the window
 * began, found by one step through the index, and those that began since.
 */
export async function healthBars(db: ReaderDatabase, input: AskHealthBars): Promise<HealthBars> {
  const from = input.now - dayMs;
  const rows = await db.select({
    sql: `SELECT * FROM (
        SELECT h."serviceId" AS "serviceId", h."status" AS "status", h."message" AS "message",
          h."fromAt" AS "fromAt", h."toAt" AS "toAt",
          row_number() OVER (PARTITION BY h."serviceId" ORDER BY h."fromAt" DESC, h."id" DESC) AS "place"
        FROM "CapsuleService" s JOIN "HealthInterval" h ON h."serviceId" = s."id" AND h."fromAt" >= coalesce(
          (SELECT max(b."fromAt") FROM "HealthInterval" b WHERE b."serviceId" = s."id" AND b."fromAt" <= ?), ?)
        WHERE s."id" IN (${input.serviceIds.map(() => "?").join(", ")})) newest
      WHERE "place" <= ${partsPerBar} AND "toAt" >= ?
      ORDER BY "serviceId", "place"`,
    args: [from, from, ...input.serviceIds, from],
  });
  const bars = new Map<string, HealthBarPart[]>();
  for (const row of rows.map((found) => rowFrom<Part>(found))) {
    const parts = bars.get(row.serviceId) ?? [];
    const { status, message } = row;
    parts.push({ status, message, from: toInstant(row.fromAt), to: toInstant(row.toAt) });
    bars.set(row.serviceId, parts);
  }
  return {
    from: toInstant(from),
    to: toInstant(input.now),
    bars: input.serviceIds.flatMap((serviceId): HealthBar[] => {
      const parts = bars.get(serviceId);
      return parts === undefined ? [] : [{ serviceId, parts }];
    }),
  };
}
