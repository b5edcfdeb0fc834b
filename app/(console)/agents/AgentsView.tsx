"use client";

import { ClusterOutlined } from "@ant-design/icons";
import { useDetailRoute } from "../../_lib/detail-route";
import { useText } from "../../_lib/i18n";
import { knownRuntimes } from "../../_lib/known-runtimes";
import { oneOf, textFilter, useListState } from "../../_lib/list-state";
import { paths } from "../../_lib/paths";
import { listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { CodeBlock } from "../../_ui/CodeBlock";
import { DataTable } from "../../_ui/DataTable";
import { DetailDrawer } from "../../_ui/DetailDrawer";
import { EmptyState } from "../../_ui/EmptyState";
import { FilterBar, FilterSelect, FilterText } from "../../_ui/FilterBar";
import { PageHeader } from "../../_ui/PageHeader";
import { SelectionBar } from "../../_ui/SelectionBar";
import { statusValues } from "../../_ui/status-values";
import { useSelection } from "../../_ui/use-selection";
import { CreateToken } from "../registration-tokens/CreateToken";
import { AgentDetailView } from "./AgentDetailView";
import { type AgentRow, useAgentColumns } from "./agent-columns";
import { ChangeMany } from "./ChangeMany";

const statuses = statusValues("agent");
const modes = ["embedded", "ophub"] as const;
const filters = {
  q: textFilter,
  status: oneOf(statuses),
  mode: oneOf(modes),
  runtime: textFilter,
  sdkVersion: textFilter,
};

const rowKey = (agent: AgentRow): string => agent.id;
const rowHref = (agent: AgentRow): string => paths.agent(agent.id);
const rowSignature = (agent: AgentRow): string => `${agent.status} ${agent.serviceCount} ${agent.instanceId}`;

/** All agents, and one of them in a drawer over the list. */
export function AgentsView() {
  const t = useText();
  const state = useListState(filters);
  const detail = useDetailRoute(paths.agents());
  const query = trpc.agents.list.useQuery(state.input, listOptions);
  const columns = useAgentColumns();
  const selection = useSelection(JSON.stringify(state.filters));
  return (
    <>
      <PageHeader title={t("agents.title")} purpose={t("agents.purpose")} actions={<CreateToken />} />
      <DataTable
        tableId="agents"
        label={t("agents.title")}
        columns={columns}
        query={query}
        state={state}
        rowKey={rowKey}
        rowHref={rowHref}
        onOpen={(agent) => detail.open(agent.id)}
        rowSignature={rowSignature}
        select={{ selection, label: (agent) => t("common.selectRow", { name: agent.code }) }}
        notice={
          <SelectionBar
            canChooseAll
            selection={selection}
            total={query.data?.total}
            totalIsCapped={query.data?.totalIsCapped}
          >
            {(count) => <ChangeMany selection={selection} filters={state.filters} count={count} />}
          </SelectionBar>
        }
        toolbar={
          <FilterBar isFiltered={state.isFiltered} onReset={state.resetFilters}>
            <FilterText
              isSearch
              label={t("agents.search")}
              value={state.filters.q}
              onChange={(q) => state.setFilters({ q })}
            />
            <FilterSelect
              label={t("agents.status")}
              value={state.filters.status}
              onChange={(status) => state.setFilters({ status })}
              options={statuses.map((value) => ({ value, label: t(`common.agent.${value}`) }))}
            />
            <FilterSelect
              label={t("agents.mode")}
              value={state.filters.mode}
              onChange={(mode) => state.setFilters({ mode })}
              options={modes.map((value) => ({ value, label: t(`common.mode.${value}`) }))}
              width="small"
            />
            <FilterText
              label={t("agents.runtime")}
              value={state.filters.runtime}
              onChange={(runtime) => state.setFilters({ runtime })}
              suggestions={knownRuntimes}
              width="small"
            />
            <FilterText
              label={t("agents.sdkVersion")}
              value={state.filters.sdkVersion}
              onChange={(sdkVersion) => state.setFilters({ sdkVersion })}
              width="small"
            />
          </FilterBar>
        }
        empty={
          <EmptyState
            icon={<ClusterOutlined />}
            title={t("agents.emptyTitle")}
            hint={
              <div className="stack">
                <p>{t("agents.emptyHint")}</p>
                <CodeBlock code="npm run demo" label="npm run demo" />
              </div>
            }
            action={<CreateToken label={t("agents.createToken")} />}
          />
        }
      />
      <DetailDrawer detail={detail} title={t("agents.one")} width={880}>
        {(id) => <AgentDetailView agentId={id} onRemoved={detail.close} />}
      </DetailDrawer>
    </>
  );
}
