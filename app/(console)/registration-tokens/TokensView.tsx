"use client";

import { KeyOutlined } from "@ant-design/icons";
import { useText } from "../../_lib/i18n";
import { idFilter, oneOf, textFilter, useListState } from "../../_lib/list-state";
import { listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { DataTable } from "../../_ui/DataTable";
import { EmptyState } from "../../_ui/EmptyState";
import { FilterBar, FilterSelect, FilterText } from "../../_ui/FilterBar";
import { PageHeader } from "../../_ui/PageHeader";
import { statusValues } from "../../_ui/status-values";
import { CreateToken } from "./CreateToken";
import { type TokenRow, useTokenColumns } from "./token-columns";

const statuses = statusValues("token");
const filters = { q: textFilter, status: oneOf(statuses), agentId: idFilter("agt") };

const rowKey = (token: TokenRow): string => token.id;
const rowSignature = (token: TokenRow): string => token.status;

/** Registration tokens: their state and use; never their values. */
export function TokensView() {
  const t = useText();
  const state = useListState(filters);
  const query = trpc.registrationTokens.list.useQuery(state.input, listOptions);
  const columns = useTokenColumns();
  return (
    <>
      <PageHeader title={t("tokens.title")} purpose={t("tokens.purpose")} actions={<CreateToken />} />
      <DataTable
        tableId="registration-tokens"
        label={t("tokens.title")}
        columns={columns}
        query={query}
        state={state}
        rowKey={rowKey}
        rowSignature={rowSignature}
        toolbar={
          <FilterBar isFiltered={state.isFiltered} onReset={state.resetFilters}>
            <FilterText
              isSearch
              label={t("tokens.search")}
              value={state.filters.q}
              onChange={(q) => state.setFilters({ q })}
            />
            <FilterSelect
              label={t("tokens.status")}
              value={state.filters.status}
              onChange={(status) => state.setFilters({ status })}
              options={statuses.map((value) => ({ value, label: t(`common.token.${value}`) }))}
            />
          </FilterBar>
        }
        empty={
          <EmptyState
            icon={<KeyOutlined />}
            title={t("tokens.emptyTitle")}
            hint={t("tokens.emptyHint")}
            action={<CreateToken />}
          />
        }
      />
    </>
  );
}
