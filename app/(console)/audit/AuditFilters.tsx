"use client";

import { useText } from "../../_lib/i18n";
import { instantFilter, type ListState, oneOf, textFilter } from "../../_lib/list-state";
import { trpc } from "../../_lib/trpc";
import { FilterBar, FilterRange, FilterSelect, FilterText } from "../../_ui/FilterBar";
import { statusValues } from "../../_ui/status-values";
import { useActorOptions } from "./actor-options";

const actorTypes = ["USER", "AGENT", "SYSTEM"] as const;
const results = statusValues("result");
const targetTypes = [
  "Agent",
  "CapsuleService",
  "Command",
  "Batch",
  "RegistrationToken",
  "User",
  "Workspace",
  "Backup",
  "BusRoute",
  "BusEvent",
] as const;

/** The filters of the audit trail, as they stand in the address. */
export const auditFilters = {
  q: textFilter,
  actorType: oneOf(actorTypes),
  actorId: textFilter,
  action: textFilter,
  targetType: oneOf(targetTypes),
  targetId: textFilter,
  result: oneOf(results),
  from: instantFilter,
  to: instantFilter,
};

/** Chooses which events are shown. */
export function AuditFilters({ state }: { readonly state: ListState<typeof auditFilters> }) {
  const t = useText();
  const actions = trpc.audit.actions.useQuery(undefined, { staleTime: 60_000 });
  const { filters, setFilters } = state;
  const actors = useActorOptions(filters.actorId);
  return (
    <FilterBar isFiltered={state.isFiltered} onReset={state.resetFilters}>
      <FilterText
        label={t("audit.action")}
        value={filters.action}
        onChange={(action) => setFilters({ action })}
        suggestions={actions.data ?? []}
        width="large"
      />
      <FilterSelect
        label={t("audit.actorType")}
        value={filters.actorType}
        onChange={(actorType) => setFilters({ actorType })}
        options={actorTypes.map((value) => ({ value, label: t(`common.actor.${value}`) }))}
        width="small"
      />
      <FilterSelect
        label={t("audit.actor")}
        value={filters.actorId}
        onChange={(actorId) => setFilters({ actorId })}
        options={actors.options}
        loading={actors.isLoading}
        onSearch={actors.onSearch}
        width="medium"
      />
      <FilterSelect
        label={t("audit.targetType")}
        value={filters.targetType}
        onChange={(targetType) => setFilters({ targetType })}
        options={targetTypes.map((value) => ({ value, label: t(`audit.target.${value}`) }))}
      />
      <FilterSelect
        label={t("audit.result")}
        value={filters.result}
        onChange={(result) => setFilters({ result })}
        options={results.map((value) => ({ value, label: t(`common.result.${value}`) }))}
        width="small"
      />
      <FilterRange
        label={t("audit.range")}
        from={filters.from}
        to={filters.to}
        onChange={(range) => setFilters(range)}
      />
      <FilterText
        label={t("audit.targetId")}
        value={filters.targetId}
        onChange={(targetId) => setFilters({ targetId })}
        width="medium"
      />
      <FilterText isSearch label={t("audit.search")} value={filters.q} onChange={(q) => setFilters({ q })} />
    </FilterBar>
  );
}
