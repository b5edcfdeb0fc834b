import type { MaintenanceSettings } from "@opstage/contracts";

export type SettingName = keyof MaintenanceSettings & string;

export interface SettingField {
  readonly name: SettingName;
  readonly unit: "seconds" | "days" | "files";
  /** 0 is allowed and means something of its own. */
  readonly zero?: "keepsAll" | "off";
  readonly max: number;
}

const seconds = 31_536_000;
const days = 36_500;

/** Everything an owner can set, in groups, as the server checks it. */
export const settingGroups = [
  {
    key: "thresholds",
    fields: [
      { name: "agentOfflineThresholdSeconds", unit: "seconds", max: seconds },
      { name: "serviceStaleThresholdSeconds", unit: "seconds", max: seconds },
      { name: "maintenanceIntervalSeconds", unit: "seconds", max: seconds, zero: "off" },
    ],
  },
  {
    key: "retention",
    fields: [
      { name: "auditRetentionDays", unit: "days", max: days, zero: "keepsAll" },
      { name: "commandRetentionDays", unit: "days", max: days, zero: "keepsAll" },
      { name: "healthRetentionDays", unit: "days", max: days, zero: "keepsAll" },
      { name: "configChangeRetentionDays", unit: "days", max: days, zero: "keepsAll" },
      { name: "tokenRetentionDays", unit: "days", max: days, zero: "keepsAll" },
      { name: "busRetentionDays", unit: "days", max: days, zero: "keepsAll" },
      { name: "backupRetentionCount", unit: "files", max: 10_000, zero: "keepsAll" },
    ],
  },
] as const satisfies readonly { readonly key: string; readonly fields: readonly SettingField[] }[];
