import { retentionCutoff } from "../../domain/retention";
import type { EpochMs } from "../../domain/time";
import type { PrunableTable } from "../../store/queries/due-work";
import type { HealthIntervalRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import type { Table } from "../../store/table";
import type { Deps } from "../context";
import type { SystemContext } from "./sweep";

/** A growing table and the instant before which its rows may go; null when they are kept for ever. */
export interface Retention {
  readonly table: PrunableTable;
  readonly before: EpochMs | null;
}

/** Every growing table, by the settings in force. What has ended by itself (sessions, keys) goes at once. */
export function retentions(deps: Deps): Retention[] {
  const now = deps.clock.now();
  const { maintenance } = deps.settings;
  const tokensBefore = retentionCutoff(now, maintenance.tokenRetentionDays);
  return [
    { table: "auditEvents", before: retentionCutoff(now, maintenance.auditRetentionDays) },
    { table: "commands", before: retentionCutoff(now, maintenance.commandRetentionDays) },
    { table: "batches", before: retentionCutoff(now, maintenance.commandRetentionDays) },
    { table: "healthIntervals", before: retentionCutoff(now, maintenance.healthRetentionDays) },
    { table: "configChanges", before: retentionCutoff(now, maintenance.configChangeRetentionDays) },
    { table: "busEvents", before: retentionCutoff(now, maintenance.busRetentionDays) },
    { table: "registrationTokens", before: tokensBefore },
    { table: "agentTokens", before: tokensBefore },
    { table: "agentInstances", before: tokensBefore },
    { table: "sessions", before: now },
    { table: "idempotencyKeys", before: now },
  ];
}

/** Deletes these rows; what hangs on them goes with them. Returns how many went. */
export async function pruneRows(
  ctx: SystemContext,
  table: PrunableTable,
  ids: readonly string[],
): Promise<number> {
  return ctx.deps.store.transaction(async (tx) => {
    if (table === "healthIntervals") await forgetRunningIntervals(tx, ctx, ids);
    return deleteById(tx, table, ids);
  });
}

/** How long the schema of a prepared form outlives the form. */
const preparedSchemaDays = 7;

/** Prepared schemas have no id of their own; few enough to be deleted by age. */
export async function prunePreparedSchemas(ctx: SystemContext, limit: number): Promise<number> {
  const before = retentionCutoff(ctx.deps.clock.now(), preparedSchemaDays) ?? 0;
  return ctx.deps.store.transaction((tx) =>
    tx.preparedSchemas.delete({ preparedAt: { lt: before } }, { limit }),
  );
}

/** Each table has ids of its own prefix; the ids were found in this very table. */
function deleteById(tx: Transaction, table: PrunableTable, ids: readonly string[]): Promise<number> {
  const rows = tx[table] as Table<{ readonly id: string }>;
  return rows.delete({ id: ids });
}

/**
 * A service that has been silent for long may still hold one of these as the interval that goes on. Its next sample
 * opens a new one instead, also in the same commit.
 */
async function forgetRunningIntervals(
  tx: Transaction,
  { deps }: SystemContext,
  ids: readonly string[],
): Promise<void> {
  for (const { id, serviceId } of await tx.healthIntervals.list({ id: ids.filter(isIntervalId) })) {
    const known = deps.presence.service(serviceId);
    if (known?.intervalId !== id) continue;
    deps.presence.putInterval(serviceId, null);
    tx.onRollback(() => deps.presence.putInterval(serviceId, { id, samples: known.intervalSamples }));
  }
}

function isIntervalId(id: string): id is HealthIntervalRow["id"] {
  return id.startsWith("hlr_");
}
