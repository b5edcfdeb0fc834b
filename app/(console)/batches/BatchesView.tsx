"use client";

import { OrderedListOutlined } from "@ant-design/icons";
import { Button } from "antd";
import Link from "next/link";
import { useText } from "../../_lib/i18n";
import { instantFilter, oneOf, textFilter, useListState } from "../../_lib/list-state";
import { paths } from "../../_lib/paths";
import { listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { DataTable } from "../../_ui/DataTable";
import { EmptyState } from "../../_ui/EmptyState";
import { FilterBar, FilterRange, FilterSelect, FilterText } from "../../_ui/FilterBar";
import { PageHeader } from "../../_ui/PageHeader";
import { useBatchColumns } from "./batch-columns";

const statuses = ["RUNNING", "COMPLETED", "STOPPED", "CANCELLED"] as const;
const filterSpec = {
  status: oneOf(statuses),
  actionName: textFilter,
  from: instantFilter,
  to: instantFilter,
};

/** All batches, newest first. */
export function BatchesView() {
  const t = useText();
  const state = useListState(filterSpec);
  const query = trpc.batches.list.useQuery(state.input, listOptions);
  const columns = useBatchColumns();
  const { filters, setFilters } = state;
  return (
    <>
      <PageHeader title={t("batches.title")} purpose={t("batches.purpose")} />
      <DataTable
        tableId="batches"
        label={t("batches.title")}
        columns={columns}
        query={query}
        state={state}
        rowKey={(batch) => batch.id}
        rowHref={(batch) => paths.batch(batch.id)}
        rowSignature={(batch) => batch.status}
        toolbar={
          <FilterBar isFiltered={state.isFiltered} onReset={state.resetFilters}>
            <FilterSelect
              label={t("batches.status")}
              value={filters.status}
              onChange={(status) => setFilters({ status })}
              options={statuses.map((value) => ({ value, label: t(`common.batch.${value}`) }))}
            />
            <FilterText
              label={t("batches.actionName")}
              value={filters.actionName}
              onChange={(actionName) => setFilters({ actionName })}
              width="medium"
            />
            <FilterRange
              label={t("batches.created")}
              from={filters.from}
              to={filters.to}
              onChange={setFilters}
            />
          </FilterBar>
        }
        empty={
          <EmptyState
            icon={<OrderedListOutlined />}
            title={t("batches.emptyTitle")}
            hint={t("batches.emptyHint")}
            action={
              <Link href={paths.services()}>
                <Button type="primary">{t("batches.toServices")}</Button>
              </Link>
            }
          />
        }
      />
    </>
  );
}
