"use client";

import type { Command } from "@opstage/contracts";
import { Button } from "antd";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useDetailRoute } from "../../_lib/detail-route";
import { useText } from "../../_lib/i18n";
import {
  idFilter,
  instantFilter,
  type ListState,
  oneOf,
  textFilter,
  useListState,
} from "../../_lib/list-state";
import { paths } from "../../_lib/paths";
import { listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { DataTable } from "../../_ui/DataTable";
import { DetailDrawer } from "../../_ui/DetailDrawer";
import { EmptyState } from "../../_ui/EmptyState";
import { FilterBar, FilterPicker, FilterRange, FilterSelect, FilterText } from "../../_ui/FilterBar";
import { PageHeader } from "../../_ui/PageHeader";
import { SkeletonRows } from "../../_ui/SkeletonRows";
import { useAgentOptions, useServiceOptions } from "../services/fleet-options";
import { usePeopleOptions } from "../users/people-options";
import { useCommandColumns } from "./command-columns";

/** Most looks at the list open none, so a detail is fetched when the first one is. */
const CommandDetailView = dynamic(
  () => import("./CommandDetailView").then((module) => module.CommandDetailView),
  { ssr: false, loading: () => <SkeletonRows rows={6} columns={3} /> },
);

const statuses = ["PENDING", "RUNNING", "SUCCEEDED", "FAILED", "CANCELLED", "EXPIRED"] as const;

/** Opening an action makes a preparing command too; those are shown only when asked for. */
const types = ["ACTION_EXECUTE", "ACTION_PREPARE", "ALL"] as const;

const filterSpec = {
  q: textFilter,
  status: oneOf(statuses),
  type: oneOf(types),
  actionName: textFilter,
  serviceId: idFilter("svc"),
  agentId: idFilter("agt"),
  createdByUserId: idFilter("usr"),
  from: instantFilter,
  to: instantFilter,
};

/** The list of commands; a command opens over it. */
export function CommandsView() {
  const t = useText();
  const state = useListState(filterSpec);
  const { type = "ACTION_EXECUTE", ...input } = state.input;
  const query = trpc.commands.list.useQuery({ ...input, ...(type !== "ALL" && { type }) }, listOptions);
  const columns = useCommandColumns();
  const detail = useDetailRoute(paths.commands());
  return (
    <>
      <PageHeader title={t("commands.title")} purpose={t("commands.purpose")} />
      <DataTable<Command>
        tableId="commands"
        label={t("commands.title")}
        columns={columns}
        query={query}
        state={state}
        rowKey={(command) => command.id}
        rowHref={(command) => detail.hrefFor(command.id)}
        onOpen={(command) => detail.open(command.id)}
        rowSignature={(command) => command.status}
        toolbar={<CommandFilters state={state} />}
        empty={
          <EmptyState
            title={t("commands.emptyTitle")}
            hint={t("commands.emptyHint")}
            action={
              <Link href={paths.services()}>
                <Button type="primary">{t("commands.toServices")}</Button>
              </Link>
            }
          />
        }
      />
      <DetailDrawer detail={detail} title={t("commands.one")}>
        {(id) => <CommandDetailView commandId={id} headingLevel={2} onOpen={detail.open} />}
      </DetailDrawer>
    </>
  );
}

function CommandFilters({ state }: { readonly state: ListState<typeof filterSpec> }) {
  const t = useText();
  const { filters, setFilters } = state;
  const agents = useAgentOptions(filters.agentId);
  const services = useServiceOptions(filters.serviceId);
  const creators = usePeopleOptions(filters.createdByUserId);
  return (
    <FilterBar isFiltered={state.isFiltered} onReset={state.resetFilters}>
      <FilterText
        isSearch
        label={t("commands.search")}
        value={filters.q}
        onChange={(q) => setFilters({ q })}
        width="medium"
      />
      <FilterSelect
        label={t("commands.status")}
        value={filters.status}
        onChange={(status) => setFilters({ status })}
        options={statuses.map((value) => ({ value, label: t(`common.command.${value}`) }))}
        width="small"
      />
      <FilterSelect
        label={t("commands.type")}
        value={filters.type ?? "ACTION_EXECUTE"}
        onChange={(type) => setFilters({ type: type === "ACTION_EXECUTE" ? undefined : type })}
        options={types.map((value) => ({ value, label: t(`commands.types.${value}`) }))}
        width="medium"
      />
      <FilterText
        label={t("commands.action")}
        value={filters.actionName}
        onChange={(actionName) => setFilters({ actionName })}
        width="small"
      />
      <FilterPicker
        label={t("commands.service")}
        value={filters.serviceId}
        onChange={(serviceId) => setFilters({ serviceId })}
        found={services}
        width="medium"
      />
      <FilterPicker
        label={t("commands.agent")}
        value={filters.agentId}
        onChange={(agentId) => setFilters({ agentId })}
        found={agents}
        width="medium"
      />
      <FilterPicker
        label={t("commands.createdBy")}
        value={filters.createdByUserId}
        onChange={(createdByUserId) => setFilters({ createdByUserId })}
        found={creators}
        width="small"
      />
      <FilterRange
        label={t("commands.timeRange")}
        from={filters.from}
        to={filters.to}
        onChange={setFilters}
      />
    </FilterBar>
  );
}
