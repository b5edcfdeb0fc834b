"use client";

import { AuditOutlined } from "@ant-design/icons";
import { useText } from "../../_lib/i18n";
import { instantFilter, textFilter, useListState } from "../../_lib/list-state";
import { listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { DataTable } from "../../_ui/DataTable";
import { EmptyState } from "../../_ui/EmptyState";
import { FilterBar, FilterRange, FilterText } from "../../_ui/FilterBar";
import { AuditDetails } from "../audit/AuditDetails";
import { useAuditColumns } from "../audit/audit-columns";
import type { AuditRow } from "../audit/audit-row";

const filterSpec = { action: textFilter, targetId: textFilter, from: instantFilter, to: instantFilter };
const rowKey = (event: AuditRow): string => event.id;
const actions = [
  "bus.event.received",
  "bus.event.rejected",
  "bus.event.replayed",
  "bus.route.matched",
  "bus.route.unmatched",
  "bus.route.failed",
  "bus.route.tripped",
  "bus.route.created",
  "bus.route.updated",
  "bus.route.deleted",
  "bus.command.created",
  "bus.delivery.replayed",
];

/** The part of the audit trail that is about the bus. */
export function BusAuditView() {
  const t = useText();
  const state = useListState(filterSpec);
  const query = trpc.busAudit.list.useQuery(state.input, listOptions);
  const columns = useAuditColumns();
  const { filters, setFilters } = state;
  return (
    <DataTable
      tableId="bus-audit"
      label={t("bus.audit")}
      columns={columns}
      query={query}
      state={state}
      rowKey={rowKey}
      toolbar={
        <FilterBar isFiltered={state.isFiltered} onReset={state.resetFilters}>
          <FilterText
            label={t("bus.action")}
            value={filters.action}
            onChange={(action) => setFilters({ action })}
            suggestions={actions}
            width="medium"
          />
          <FilterRange label={t("audit.range")} from={filters.from} to={filters.to} onChange={setFilters} />
        </FilterBar>
      }
      expand={{
        render: (event) => <AuditDetails event={event} />,
        label: (event, isOpen) => t(isOpen ? "audit.hide" : "audit.show", { action: event.action }),
      }}
      empty={
        <EmptyState icon={<AuditOutlined />} title={t("bus.noAuditTitle")} hint={t("bus.noAuditHint")} />
      }
    />
  );
}
