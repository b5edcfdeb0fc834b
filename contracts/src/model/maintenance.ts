import { z } from "zod";
import { Instant } from "../primitives";

const days = z.int().min(0).max(36_500);
const seconds = z.int().max(31_536_000);

const settings = {
  /** Silence after which an agent is offline. */
  agentOfflineThresholdSeconds: seconds.min(1),
  /** Age of a service's last report or health after which it is stale. */
  serviceStaleThresholdSeconds: seconds.min(1),
  /** 0 keeps rows for ever; the same for the others in days. */
  auditRetentionDays: days,
  commandRetentionDays: days,
  healthRetentionDays: days,
  configChangeRetentionDays: days,
  /** Of used, expired and revoked tokens. */
  tokenRetentionDays: days,
  busRetentionDays: days,
  /** Backups kept in the backup folder; 0 keeps all. */
  backupRetentionCount: z.int().min(0).max(10_000),
  /** 0 turns the timer off. */
  maintenanceIntervalSeconds: seconds.min(0),
};

/** The environment's values, overlaid by what an owner saved. */
export const MaintenanceSettings = z.strictObject(settings);
export type MaintenanceSettings = z.infer<typeof MaintenanceSettings>;

/** Any subset. */
export const MaintenanceSettingsPatch = z.object(settings).partial();
export type MaintenanceSettingsPatch = z.infer<typeof MaintenanceSettingsPatch>;

/** What one run changed. */
export const MaintenanceResult = z.strictObject({
  expiredRegistrationTokens: z.int(),
  expiredCommands: z.int(),
  /** Commands whose agent vanished past its lease. */
  lostCommands: z.int(),
  offlineAgents: z.int(),
  offlineServices: z.int(),
  deletedAuditEvents: z.int(),
  /** Rows removed by retention, by what they were. */
  deletedRows: z.record(z.string(), z.int()),
  ranAt: Instant,
});
export type MaintenanceResult = z.infer<typeof MaintenanceResult>;
