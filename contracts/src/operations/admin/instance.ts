import { z } from "zod";
import { DashboardSummary } from "../../model/dashboard";
import { BackupFile, Diagnostics } from "../../model/diagnostics";
import { MaintenanceResult, MaintenanceSettings, MaintenanceSettingsPatch } from "../../model/maintenance";
import { Metrics } from "../../model/metrics";
import { operation } from "../../operation";

/** About this Opstage itself. */
export const instanceOperations = {
  settings: {
    maintenance: operation({
      method: "GET",
      path: "/api/admin/settings/maintenance",
      summary: "Thresholds, retention and the sweep's interval",
      caller: "session",
      role: "viewer",
      reply: "data",
      data: MaintenanceSettings,
      errors: [],
    }),
    updateMaintenance: operation({
      method: "PATCH",
      path: "/api/admin/settings/maintenance",
      summary: "Change any of the maintenance settings; they hold at once",
      caller: "session",
      role: "owner",
      body: MaintenanceSettingsPatch,
      reply: "data",
      data: MaintenanceSettings,
      errors: [],
    }),
  },
  maintenance: {
    run: operation({
      method: "POST",
      path: "/api/admin/maintenance/run",
      summary: "Do now what the maintenance timer does",
      caller: "session",
      role: "operator",
      reply: "data",
      data: MaintenanceResult,
      errors: [],
    }),
  },
  dashboard: {
    summary: operation({
      method: "GET",
      path: "/api/admin/dashboard/summary",
      summary: "The fleet at a glance",
      caller: "session",
      role: "viewer",
      reply: "data",
      data: DashboardSummary,
      errors: [],
    }),
  },
  metrics: {
    summary: operation({
      method: "GET",
      path: "/api/admin/metrics",
      summary: "Totals, counts by status and command durations",
      caller: "session",
      role: "viewer",
      reply: "data",
      data: Metrics,
      errors: [],
    }),
  },
  diagnostics: {
    runtime: operation({
      method: "GET",
      path: "/api/admin/diagnostics/runtime",
      summary: "The process, its database and its settings, without secrets",
      caller: "session",
      role: "operator",
      reply: "data",
      data: Diagnostics,
      errors: [],
    }),
  },
  backup: {
    create: operation({
      method: "POST",
      path: "/api/admin/backup/sqlite",
      summary: "Make a consistent copy of the database, keep it in the backup folder and download it",
      caller: "session",
      role: "owner",
      trpc: "none",
      reply: "file",
      mediaTypes: ["application/octet-stream"],
      errors: ["BACKUP_IN_PROGRESS"],
    }),
    list: operation({
      method: "GET",
      path: "/api/admin/backup/sqlite",
      summary: "The backups in the backup folder, newest first",
      caller: "session",
      role: "owner",
      reply: "data",
      data: z.array(BackupFile),
      errors: [],
    }),
    get: operation({
      method: "GET",
      path: "/api/admin/backup/sqlite/:backupName",
      summary: "Download a backup of the backup folder",
      caller: "session",
      role: "owner",
      trpc: "none",
      // It is written into the audit trail.
      sameOrigin: true,
      params: z.object({ backupName: z.string().max(80) }),
      reply: "file",
      mediaTypes: ["application/octet-stream"],
      errors: ["BACKUP_NOT_FOUND"],
    }),
  },
} as const;
