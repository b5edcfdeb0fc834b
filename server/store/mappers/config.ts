import { type ConfigChange, type ConfigItem, ConfigSnapshot } from "@opstage/contracts";
import { toInstant } from "../../domain/time";
import type { ConfigChangeRow, ConfigItemRow } from "../rows";
import { toInstantOrNull } from "./values";

export function toConfigItem(row: ConfigItemRow): ConfigItem {
  return {
    id: row.id,
    serviceId: row.serviceId,
    key: row.key,
    configKey: row.key,
    label: row.label,
    type: row.type,
    source: row.source,
    editable: row.editable,
    sensitive: row.sensitive,
    valuePreview: row.valuePreview,
    defaultValue: row.defaultValue,
    secretRef: row.secretRef,
    changedAt: toInstantOrNull(row.changedAt),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
  };
}

export function toConfigChange(row: ConfigChangeRow): ConfigChange {
  return {
    id: row.id,
    serviceId: row.serviceId,
    key: row.key,
    kind: row.kind,
    before: toSnapshot(row.before),
    after: toSnapshot(row.after),
    createdAt: toInstant(row.createdAt),
  };
}

function toSnapshot(text: string | null): ConfigSnapshot | null {
  return text === null ? null : ConfigSnapshot.parse(JSON.parse(text));
}
