"use client";

import { useText } from "../../_lib/i18n";
import { instantFilter, type ListState, oneOf, textFilter } from "../../_lib/list-state";
import { trpc } from "../../_lib/trpc";
import { FilterBar, FilterPicker, FilterRange, FilterSelect, FilterText } from "../../_ui/FilterBar";
import { statusValues } from "../../_ui/status-values";
import { useActorOptions } from "./actor-options";
import { namedTargets, useTargetOptions } from "./target-options";

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
      <FilterPicker
        label={t("audit.actor")}
        value={filters.actorId}
        onChange={(actorId) => setFilters({ actorId })}
        found={actors}
        width="medium"
      />
      <FilterSelect
        label={t("audit.targetType")}
        value={filters.targetType}
        onChange={(targetType) => setFilters({ targetType, targetId: undefined })}
        options={targetTypes.map((value) => ({ value, label: t(`audit.target.${value}`) }))}
      />
      <TargetFilter state={state} />
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
      <FilterText isSearch label={t("audit.search")} value={filters.q} onChange={(q) => setFilters({ q })} />
    </FilterBar>
  );
}

/** One target: by its name where its kind has names, else by its id. */
function TargetFilter({ state }: { readonly state: ListState<typeof auditFilters> }) {
  const t = useText();
  const { filters, setFilters } = state;
  const kind = namedTargets.find((named) => named === filters.targetType);
  const targets = useTargetOptions(kind, filters.targetId);
  if (kind === undefined)
    return (
      <FilterText
        label={t("audit.targetId")}
        value={filters.targetId}
        onChange={(targetId) => setFilters({ targetId })}
        width="medium"
      />
    );
  return (
    <FilterPicker
      label={t("audit.target")}
      value={filters.targetId}
      onChange={(targetId) => setFilters({ targetId })}
      found={targets}
      width="medium"
    />
  );
}
