"use client";

import type { FleetConfigChange } from "@opstage/contracts";
import { Segmented } from "antd";
import Link from "next/link";
import { useMemo } from "react";
import { useText } from "../../_lib/i18n";
import { idFilter, instantFilter, oneOf, textFilter, useListState } from "../../_lib/list-state";
import { paths } from "../../_lib/paths";
import { listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { DataTable } from "../../_ui/DataTable";
import type { DataColumn } from "../../_ui/data-table-types";
import { EmptyState } from "../../_ui/EmptyState";
import { FilterBar, FilterPicker, FilterRange, FilterSelect, FilterText } from "../../_ui/FilterBar";
import { RelativeTime } from "../../_ui/RelativeTime";
import { ChangedValues, ChangeTag } from "../services/ConfigHistory";
import { useServiceOptions } from "../services/fleet-options";
import styles from "./configs.module.css";

const kinds = ["ADDED", "CHANGED", "REMOVED"] as const;
const filterSpec = {
  key: textFilter,
  kind: oneOf(kinds),
  serviceId: idFilter("svc"),
  from: instantFilter,
  to: instantFilter,
};

const dayMs = 24 * 3_600_000;

/** What changed in the declared configuration of any service, newest first. */
export function ConfigFeed() {
  const t = useText();
  const state = useListState(filterSpec);
  const query = trpc.configs.changes.useQuery(state.input, listOptions);
  const services = useServiceOptions(state.filters.serviceId);
  const columns = useChangeColumns();
  const { filters, setFilters } = state;
  const since = (days: number): string =>
    new Date(Math.floor(Date.now() / 60_000) * 60_000 - days * dayMs).toISOString();
  return (
    <DataTable
      tableId="config-changes"
      label={t("configs.tabChanges")}
      columns={columns}
      query={query}
      state={state}
      rowKey={(change) => change.id}
      toolbar={
        <FilterBar isFiltered={state.isFiltered} onReset={state.resetFilters}>
          <Segmented
            aria-label={t("configs.period")}
            value={periodOf(filters)}
            options={[
              { value: "all", label: t("configs.periodAll") },
              { value: "day", label: t("configs.periodDay") },
              { value: "week", label: t("configs.periodWeek") },
              ...(periodOf(filters) === "other" ? [{ value: "other", label: t("configs.periodOther") }] : []),
            ]}
            onChange={(next) => {
              if (next === "other") return;
              const from = next === "all" ? undefined : since(next === "day" ? 1 : 7);
              setFilters({ from, to: undefined });
            }}
          />
          <FilterText
            label={t("services.configKey")}
            value={filters.key}
            onChange={(key) => setFilters({ key })}
            width="medium"
          />
          <FilterSelect
            label={t("configs.kind")}
            value={filters.kind}
            onChange={(kind) => setFilters({ kind })}
            options={kinds.map((value) => ({ value, label: t(`services.change.${value}`) }))}
            width="small"
          />
          <FilterPicker
            label={t("configs.service")}
            value={filters.serviceId}
            onChange={(serviceId) => setFilters({ serviceId })}
            found={services}
          />
          <FilterRange label={t("common.time")} from={filters.from} to={filters.to} onChange={setFilters} />
        </FilterBar>
      }
      empty={<EmptyState title={t("configs.noChanges")} hint={t("configs.noChangesHint")} />}
    />
  );
}

/** Which of the usual periods the filters say, give or take the hour since it was chosen. */
function periodOf({
  from,
  to,
}: {
  readonly from?: string;
  readonly to?: string;
}): "all" | "day" | "week" | "other" {
  if (from === undefined) return to === undefined ? "all" : "other";
  const days = (Date.now() - Date.parse(from)) / dayMs;
  if (to !== undefined) return "other";
  if (days >= 1 && days < 1.05) return "day";
  return days >= 7 && days < 7.05 ? "week" : "other";
}

function useChangeColumns(): readonly DataColumn<FleetConfigChange>[] {
  const t = useText();
  return useMemo(
    () => [
      {
        key: "key",
        title: t("services.configKey"),
        primary: true,
        render: (change) => (
          <Link href={paths.configs({ key: change.key })} prefetch={false} className="row-link">
            <code className="mono">{change.key}</code>
          </Link>
        ),
      },
      {
        key: "kind",
        title: t("configs.kind"),
        width: 100,
        render: (change) => <ChangeTag change={change} />,
      },
      {
        key: "values",
        title: t("configs.values"),
        render: (change) => (
          <span className={styles.changeValues}>
            <ChangedValues change={change} />
          </span>
        ),
      },
      {
        key: "service",
        title: t("configs.service"),
        render: (change) => (
          <Link href={paths.service(change.serviceId, { tab: "configs" })} prefetch={false}>
            {change.serviceName}
          </Link>
        ),
      },
      {
        key: "when",
        title: t("configs.when"),
        sort: "createdAt",
        width: 130,
        render: (change) => <RelativeTime at={change.createdAt} />,
      },
    ],
    [t],
  );
}
