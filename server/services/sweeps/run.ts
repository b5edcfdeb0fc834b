import type { MaintenanceResult } from "@opstage/contracts";
import { recordAudit } from "../audit/record";
import type { Deps } from "../context";
import { prunePreparedSchemas, pruneRows, retentions } from "./prune";
import { type SweepCount, type SystemContext, sweeps } from "./sweep";

/** Rows in one transaction: more would make agents wait. */
const chunkRows = 500;

/** Chunks of one kind in one run; a backlog goes on with the next run. */
const chunksPerRun = 200;

/** What everything belongs to; there is one. */
const workspace = { targetType: "Workspace", targetId: "wks_default" } as const;

/**
 * One run of everything that time brings about: expiry, silence, retention. Each change has its own audit row; the
 * summaries are written when there is something to sum up.
 */
export async function runMaintenance(deps: Deps): Promise<MaintenanceResult> {
  const ctx: SystemContext = {
    deps,
    actor: { type: "SYSTEM", job: "maintenance" },
    request: { requestId: "maintenance" },
  };
  const ranAt = new Date(deps.clock.now()).toISOString();
  await deps.presence.flush();
  const counts = await sweepAll(ctx);
  const deletedRows = await pruneAll(ctx);
  const result: MaintenanceResult = {
    ...counts,
    deletedAuditEvents: deletedRows.auditEvents ?? 0,
    deletedRows,
    ranAt,
  };
  await recordSummaries(ctx, result);
  return result;
}

async function sweepAll(ctx: SystemContext): Promise<Record<SweepCount, number>> {
  const totals: Record<SweepCount, number> = {
    expiredRegistrationTokens: 0,
    expiredCommands: 0,
    lostCommands: 0,
    offlineAgents: 0,
    offlineServices: 0,
  };
  // What was due is ended when it is due; a run counts what happened since the one before.
  const endedDue = ctx.deps.desk.takeEndedDue();
  totals.expiredCommands += endedDue.expired;
  totals.lostCommands += endedDue.lost;
  for (const sweep of sweeps) {
    await inChunks(ctx, async () => {
      const { due, counts } = await sweep.step(ctx, chunkRows);
      let done = 0;
      for (const [name, count] of entriesOf(counts)) {
        totals[name] += count;
        done += count;
      }
      return { due, done };
    });
  }
  return totals;
}

async function pruneAll(ctx: SystemContext): Promise<Record<string, number>> {
  const { readers } = ctx.deps;
  const deleted: Record<string, number> = {};
  const note = (table: string, count: number) => {
    if (count > 0) deleted[table] = (deleted[table] ?? 0) + count;
  };
  for (const { table, before } of retentions(ctx.deps)) {
    if (before === null) continue;
    await inChunks(ctx, async () => {
      const ids = await readers.run("findPrunable", { table, before, limit: chunkRows });
      const done = ids.length === 0 ? 0 : await pruneRows(ctx, table, ids);
      note(table, done);
      return { due: ids.length, done };
    });
  }
  await inChunks(ctx, async () => {
    const done = await prunePreparedSchemas(ctx, chunkRows);
    note("preparedSchemas", done);
    return { due: done, done };
  });
  return deleted;
}

/** Repeats while full chunks are due and something is done about them; ends early when the server stops. */
async function inChunks(
  { deps }: SystemContext,
  step: () => Promise<{ readonly due: number; readonly done: number }>,
): Promise<void> {
  for (let chunk = 0; chunk < chunksPerRun && !deps.stopping.aborted; chunk++) {
    const { due, done } = await step();
    if (due < chunkRows || done === 0) return;
  }
}

async function recordSummaries(ctx: SystemContext, result: MaintenanceResult): Promise<void> {
  const { ranAt: _ranAt, deletedRows, ...counters } = result;
  const summaries = [
    { action: "system.agent.offline", count: result.offlineAgents },
    { action: "system.service.stale", count: result.offlineServices },
    { action: "system.command.expired", count: result.expiredCommands },
  ].filter(({ count }) => count > 0);
  const hasDeleted = Object.keys(deletedRows).length > 0;
  if (!hasDeleted && Object.values(counters).every((count) => count === 0)) return;
  await ctx.deps.store.transaction(async (tx) => {
    for (const { action, count } of summaries) {
      await recordAudit(tx, ctx, { action, ...workspace, metadata: { count } });
    }
    await recordAudit(tx, ctx, {
      action: "maintenance.run",
      ...workspace,
      metadata: { ...counters, ...(hasDeleted ? { deletedRows } : {}) },
    });
  });
}

function entriesOf(counts: Partial<Record<SweepCount, number>>): [SweepCount, number][] {
  const names: SweepCount[] = [
    "expiredRegistrationTokens",
    "expiredCommands",
    "lostCommands",
    "offlineAgents",
    "offlineServices",
  ];
  return names.map((name) => [name, counts[name] ?? 0]);
}
