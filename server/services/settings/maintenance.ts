import {
  MaintenanceSettings,
  MaintenanceSettingsPatch,
  type MaintenanceSettingsPatch as Patch,
} from "@opstage/contracts";
import type { Config } from "../../config/config";
import type { Store } from "../../store/store";
import { requireRole } from "../access";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";

/** The settings table's key of the maintenance settings that an owner saved. */
const settingKey = "maintenance";

/** What the environment says, before anybody saved anything. */
export function environmentSettings(config: Config): MaintenanceSettings {
  return {
    agentOfflineThresholdSeconds: config.agents.offlineThresholdSeconds,
    serviceStaleThresholdSeconds: config.agents.serviceStaleThresholdSeconds,
    auditRetentionDays: config.retention.auditDays,
    commandRetentionDays: config.retention.commandDays,
    healthRetentionDays: config.retention.healthDays,
    configChangeRetentionDays: config.retention.configChangeDays,
    tokenRetentionDays: config.retention.tokenDays,
    busRetentionDays: config.retention.busDays,
    backupRetentionCount: config.retention.backupCount,
    maintenanceIntervalSeconds: config.maintenance.intervalSeconds,
  };
}

/** The settings in force at start: the environment's, overlaid by what was saved. */
export async function loadMaintenanceSettings(store: Store, config: Config): Promise<MaintenanceSettings> {
  const row = await store.lookup.settings.get({ key: settingKey });
  return { ...environmentSettings(config), ...(row === null ? {} : savedPatch(row.value)) };
}

export function getMaintenanceSettings(ctx: ServiceContext): MaintenanceSettings {
  requireRole(ctx, "viewer");
  return ctx.deps.settings.maintenance;
}

/** Saves any of the settings. They hold from the commit on, for every status and every sweep, without a restart. */
export async function updateMaintenanceSettings(
  ctx: ServiceContext,
  input: Patch,
): Promise<MaintenanceSettings> {
  requireRole(ctx, "owner");
  const { deps, actor } = ctx;
  const updatedByUserId = actor.type === "USER" ? actor.id : null;
  const patch = MaintenanceSettingsPatch.parse(input);
  return deps.store.transaction(async (tx) => {
    const now = deps.clock.now();
    const row = await tx.settings.get({ key: settingKey });
    const saved = { ...(row === null ? {} : savedPatch(row.value)), ...patch };
    const settings = { ...environmentSettings(deps.config), ...saved };
    const value = JSON.stringify(saved);
    if (row === null) {
      const id = deps.ids.next("set");
      await tx.settings.insert({
        id,
        key: settingKey,
        value,
        updatedByUserId,
        createdAt: now,
        updatedAt: now,
      });
    } else {
      await tx.settings.update({ id: row.id }, { value, updatedByUserId, updatedAt: now });
    }
    await recordAudit(tx, ctx, {
      action: "settings.maintenance.updated",
      targetType: "Workspace",
      targetId: "wks_default",
      metadata: settings,
    });
    tx.onCommit(() => {
      deps.settings.replace(settings);
      deps.live.publish("settings", []);
    });
    return settings;
  });
}

/** Fields a newer or older version saved are dropped, not refused: a server must start with any row. */
function savedPatch(value: string): Patch {
  const stored: unknown = JSON.parse(value);
  const known = Object.entries(MaintenanceSettings.shape).flatMap(([key, schema]) => {
    const field: unknown =
      typeof stored === "object" && stored !== null ? Reflect.get(stored, key) : undefined;
    return schema.safeParse(field).success ? [[key, field]] : [];
  });
  return MaintenanceSettingsPatch.parse(Object.fromEntries(known));
}
