import type { ConfigSnapshot, ReportedConfigItem, ReportedService } from "@opstage/contracts";
import type { EpochMs } from "../../domain/time";
import type { ConfigItemRow, ServiceRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { recordAudit } from "../audit/record";
import type { AgentContext } from "../context";
import { differs } from "./differs";

export interface DeclaredChange {
  readonly service: ServiceRow;
  /** The first report is no change. */
  readonly isNew: boolean;
  readonly report: ReportedService;
  readonly now: EpochMs;
}

/**
 * Brings the stored config items to what was reported. Every difference becomes a row of the history, and all of them
 * together one audit row that names the keys and no value.
 */
export async function applyConfigs(
  tx: Transaction,
  ctx: AgentContext,
  change: DeclaredChange,
): Promise<void> {
  const { service, isNew, now } = change;
  const reported = change.report.configs ?? [];
  const stored = new Map((await tx.configItems.list({ serviceId: service.id })).map((row) => [row.key, row]));
  const changedKeys: string[] = [];
  const keep = async (key: string, before: ConfigSnapshot | null, after: ConfigSnapshot | null) => {
    if (isNew) return;
    changedKeys.push(key);
    const hidesValues = before?.sensitive || after?.sensitive;
    await tx.configChanges.insert({
      id: ctx.deps.ids.next("cch"),
      serviceId: service.id,
      key,
      kind: before === null ? "ADDED" : after === null ? "REMOVED" : "CHANGED",
      before: snapshotText(before, hidesValues),
      after: snapshotText(after, hidesValues),
      createdAt: now,
    });
  };

  for (const item of reported) {
    const before = stored.get(item.key);
    stored.delete(item.key);
    const facts = snapshotOf(item);
    if (before === undefined) {
      await tx.configItems.insert({
        id: ctx.deps.ids.next("cfg"),
        serviceId: service.id,
        key: item.key,
        ...facts,
        changedAt: null,
        createdAt: now,
        updatedAt: now,
      });
      await keep(item.key, null, facts);
    } else if (differs(before, facts)) {
      await tx.configItems.update(
        { id: before.id },
        Object.assign({ changedAt: now, updatedAt: now }, facts),
      );
      await keep(item.key, snapshotOf(before), facts);
    }
  }
  for (const gone of stored.values()) {
    await tx.configItems.delete({ id: gone.id });
    await keep(gone.key, snapshotOf(gone), null);
  }
  if (changedKeys.length === 0) return;
  await recordAudit(tx, ctx, {
    action: "service.config.changed",
    targetType: "CapsuleService",
    targetId: service.id,
    metadata: { keys: changedKeys },
  });
}

function snapshotOf(item: ReportedConfigItem | ConfigItemRow): ConfigSnapshot {
  return {
    label: item.label ?? null,
    type: item.type,
    source: item.source ?? null,
    editable: item.editable,
    sensitive: item.sensitive,
    valuePreview: item.valuePreview ?? null,
    defaultValue: item.defaultValue ?? null,
    secretRef: item.secretRef ?? null,
  };
}

/** An item that is sensitive on either side shows its values on none: the other side's was the same secret once. */
function snapshotText(snapshot: ConfigSnapshot | null, hidesValues: boolean | undefined): string | null {
  if (snapshot === null) return null;
  return JSON.stringify(hidesValues ? { ...snapshot, valuePreview: null, defaultValue: null } : snapshot);
}
