"use client";

import { AppstoreOutlined, UnorderedListOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useDetailRoute } from "../../_lib/detail-route";
import { useText } from "../../_lib/i18n";
import { knownRuntimes } from "../../_lib/known-runtimes";
import { idFilter, oneOf, textFilter, useListState } from "../../_lib/list-state";
import { paths } from "../../_lib/paths";
import { listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { useUrlValue } from "../../_lib/url-value";
import { DataTable } from "../../_ui/DataTable";
import { DetailDrawer } from "../../_ui/DetailDrawer";
import { EmptyState } from "../../_ui/EmptyState";
import { FilterBar, FilterPicker, FilterSelect, FilterText } from "../../_ui/FilterBar";
import { PageHeader } from "../../_ui/PageHeader";
import { SelectionBar } from "../../_ui/SelectionBar";
import { SkeletonRows } from "../../_ui/SkeletonRows";
import { useSelection } from "../../_ui/use-selection";
import { useAgentOptions } from "./fleet-options";
import { useHealthBars } from "./health-bars";
import { RunOnMany } from "./RunOnMany";
import { useServiceColumns } from "./service-columns";

const FleetMap = dynamic(() => import("./FleetMap"), { ssr: false });

/** Most looks at the list open none, so a detail is fetched when the first one is. */
const ServiceDetail = dynamic(() => import("./ServiceDetail").then((module) => module.ServiceDetail), {
  ssr: false,
  loading: () => <SkeletonRows rows={6} columns={3} />,
});

const statuses = ["HEALTHY", "UNHEALTHY", "STALE", "OFFLINE", "UNKNOWN"] as const;
const healths = ["UP", "DEGRADED", "DOWN", "UNKNOWN"] as const;

const filterSpec = {
  q: textFilter,
  status: oneOf(statuses),
  healthStatus: oneOf(healths),
  agentId: idFilter("agt"),
  runtime: textFilter,
  version: textFilter,
};

/** The list of Capsule Services; a service opens over it. */
export function ServicesView() {
  const t = useText();
  const state = useListState(filterSpec);
  const [shown, setView] = useUrlValue("view");
  const view = shown === "map" ? "map" : "list";
  const query = trpc.services.list.useQuery(state.input, { ...listOptions, enabled: view === "list" });
  const columns = useServiceColumns(useHealthBars(query.data?.items));
  const agents = useAgentOptions(state.filters.agentId);
  const detail = useDetailRoute(paths.services());
  const { filters, setFilters } = state;
  const selection = useSelection(JSON.stringify(filters));
  const toolbar = (
    <FilterBar isFiltered={state.isFiltered} onReset={state.resetFilters}>
      <FilterText
        isSearch
        label={t("services.search")}
        value={filters.q}
        onChange={(q) => setFilters({ q })}
      />
      <FilterSelect
        label={t("services.status")}
        value={filters.status}
        onChange={(status) => setFilters({ status })}
        options={statuses.map((value) => ({ value, label: t(`common.service.${value}`) }))}
        width="small"
      />
      <FilterSelect
        label={t("services.health")}
        value={filters.healthStatus}
        onChange={(healthStatus) => setFilters({ healthStatus })}
        options={healths.map((value) => ({ value, label: t(`common.health.${value}`) }))}
        width="small"
      />
      <FilterPicker
        label={t("services.agent")}
        value={filters.agentId}
        onChange={(agentId) => setFilters({ agentId })}
        found={agents}
        width="medium"
      />
      <FilterText
        label={t("services.runtime")}
        value={filters.runtime}
        onChange={(runtime) => setFilters({ runtime })}
        suggestions={knownRuntimes}
        width="small"
      />
      <FilterText
        label={t("services.version")}
        value={filters.version}
        onChange={(version) => setFilters({ version })}
        width="small"
      />
    </FilterBar>
  );
  const empty = (
    <EmptyState
      title={t("services.emptyTitle")}
      hint={t("services.emptyHint")}
      action={
        <Link href={paths.registrationTokens()}>
          <Button type="primary">{t("services.createToken")}</Button>
        </Link>
      }
    />
  );
  return (
    <>
      <PageHeader
        title={t("services.title")}
        purpose={t("services.purpose")}
        actions={
          <Segmented
            aria-label={t("services.view")}
            value={view}
            onChange={(next) => setView(next === "map" ? "map" : undefined)}
            options={[
              { value: "list", label: t("services.viewList"), icon: <UnorderedListOutlined /> },
              { value: "map", label: t("services.viewMap"), icon: <AppstoreOutlined /> },
            ]}
          />
        }
      />
      {view === "map" ? (
        <FleetMap
          filters={filters}
          isFiltered={state.isFiltered}
          toolbar={toolbar}
          empty={empty}
          onOpen={detail.open}
        />
      ) : (
        <DataTable
          tableId="services"
          label={t("services.title")}
          columns={columns}
          query={query}
          state={state}
          rowKey={(service) => service.id}
          rowHref={(service) => detail.hrefFor(service.id)}
          onOpen={(service) => detail.open(service.id)}
          rowSignature={(service) => `${service.status} ${service.healthStatus} ${service.version}`}
          select={{ selection, label: (service) => t("common.selectRow", { name: service.name }) }}
          notice={
            <SelectionBar
              canChooseAll
              selection={selection}
              total={query.data?.total}
              totalIsCapped={query.data?.totalIsCapped}
            >
              {(count) => <RunOnMany selection={selection} filters={state.filters} count={count} />}
            </SelectionBar>
          }
          toolbar={toolbar}
          empty={empty}
        />
      )}
      <DetailDrawer detail={detail} title={t("services.one")}>
        {(id) => <ServiceDetail serviceId={id} headingLevel={2} onRemoved={detail.close} />}
      </DetailDrawer>
    </>
  );
}
