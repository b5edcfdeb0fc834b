"use client";

import type { CapsuleServiceDetail, ConfigItem } from "@opstage/contracts";
import { useMemo, useState } from "react";
import { useText } from "../../_lib/i18n";
import { DataTable } from "../../_ui/DataTable";
import type { DataColumn, TableState } from "../../_ui/data-table-types";
import { EmptyState } from "../../_ui/EmptyState";
import { FilterBar, FilterText } from "../../_ui/FilterBar";
import { RelativeTime } from "../../_ui/RelativeTime";
import { ConfigHistory } from "./ConfigHistory";
import { ConfigValue } from "./ConfigValue";
import styles from "./services.module.css";

const wholeList: TableState = {
  page: 1,
  pageSize: 20,
  isFiltered: false,
  setPage: () => undefined,
  setPageSize: () => undefined,
  setCursor: () => undefined,
  setSort: () => undefined,
  resetFilters: () => undefined,
};

/** What the service says it is configured with, and what of it changed. */
export function ConfigsTab({ service }: { readonly service: CapsuleServiceDetail }) {
  const t = useText();
  const [wanted, setWanted] = useState<string>();
  const columns = useConfigColumns();
  const items = service.configs.filter((config) => matches(config, wanted));
  if (service.configs.length === 0) {
    return (
      <div className="stack-lg">
        <EmptyState title={t("services.noConfigs")} hint={t("services.noConfigsHint")} />
        <ConfigHistory serviceId={service.id} />
      </div>
    );
  }
  return (
    <div className="stack-lg">
      <div className="stack">
        <p className="faint">{t("services.configHint")}</p>
        <DataTable
          tableId="configs"
          label={t("services.tabConfigs")}
          columns={columns}
          query={{
            data: { items, page: 1, pageSize: Math.max(20, items.length), total: items.length },
            error: null,
            isFetching: false,
            isPlaceholderData: false,
            refetch: () => undefined,
          }}
          state={{ ...wholeList, isFiltered: wanted !== undefined, resetFilters: () => setWanted(undefined) }}
          rowKey={(config) => config.id}
          rowSignature={(config) => config.changedAt ?? ""}
          toolbar={
            <FilterBar isFiltered={wanted !== undefined} onReset={() => setWanted(undefined)}>
              <FilterText isSearch label={t("services.searchConfigs")} value={wanted} onChange={setWanted} />
            </FilterBar>
          }
          empty={null}
        />
      </div>
      <ConfigHistory serviceId={service.id} />
    </div>
  );
}

function matches(config: ConfigItem, wanted: string | undefined): boolean {
  const text = wanted?.toLowerCase() ?? "";
  return `${config.key} ${config.label ?? ""}`.toLowerCase().includes(text);
}

function useConfigColumns(): readonly DataColumn<ConfigItem>[] {
  const t = useText();
  return useMemo(
    () => [
      {
        key: "key",
        title: t("services.configKey"),
        primary: true,
        render: (config) => (
          <span className={styles.twoLines}>
            <code className="mono">{config.key}</code>
            {config.label && <span className="faint">{config.label}</span>}
          </span>
        ),
      },
      {
        key: "value",
        title: t("services.configValue"),
        render: (config) => <ConfigValue config={config} />,
      },
      {
        key: "default",
        title: t("services.configDefault"),
        render: (config) =>
          config.defaultValue === null ? (
            <span className="faint">—</span>
          ) : (
            <code className="mono faint">{config.defaultValue}</code>
          ),
      },
      {
        key: "type",
        title: t("services.configType"),
        render: (config) => <span className="chip">{config.type}</span>,
      },
      {
        key: "source",
        title: t("services.configSource"),
        render: (config) => config.source ?? <span className="faint">—</span>,
      },
      {
        key: "editable",
        title: t("services.configEditable"),
        optional: true,
        render: (config) => t(config.editable ? "common.yes" : "common.no"),
      },
      {
        key: "changed",
        title: t("services.configChanged"),
        render: (config) => <ChangedMark config={config} />,
      },
    ],
    [t],
  );
}

/** When a value last changed; a recent change stands out. */
function ChangedMark({ config }: { readonly config: ConfigItem }) {
  if (config.changedAt === null) return <span className="faint">—</span>;
  const isRecent = Date.now() - Date.parse(config.changedAt) < 86_400_000;
  return (
    <span className={isRecent ? "tag tone-busy" : "faint"}>
      <RelativeTime at={config.changedAt} />
    </span>
  );
}
