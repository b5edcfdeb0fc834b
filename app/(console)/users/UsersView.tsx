"use client";

import { useDetailRoute } from "../../_lib/detail-route";
import { useText } from "../../_lib/i18n";
import { oneOf, textFilter, useListState } from "../../_lib/list-state";
import { paths } from "../../_lib/paths";
import { listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { DataTable } from "../../_ui/DataTable";
import { DetailDrawer } from "../../_ui/DetailDrawer";
import { EmptyState } from "../../_ui/EmptyState";
import { FilterBar, FilterSelect, FilterText } from "../../_ui/FilterBar";
import { PageHeader } from "../../_ui/PageHeader";
import { statusValues } from "../../_ui/status-values";
import { CreateUser } from "./CreateUser";
import { OwnersOnly } from "./OwnersOnly";
import { roles } from "./RoleChoice";
import { UserDetailView } from "./UserDetailView";
import { type UserRow, useUserColumns } from "./user-columns";

const statuses = statusValues("user");
const filters = { q: textFilter, role: oneOf(roles), status: oneOf(statuses) };

const rowKey = (user: UserRow): string => user.id;
const rowHref = (user: UserRow): string => paths.user(user.id);
const rowSignature = (user: UserRow): string => `${user.role} ${user.status} ${user.displayName}`;

function Users() {
  const t = useText();
  const state = useListState(filters);
  const detail = useDetailRoute(paths.users());
  const query = trpc.users.list.useQuery(state.input, listOptions);
  const columns = useUserColumns();
  return (
    <>
      <PageHeader title={t("users.title")} purpose={t("users.purpose")} actions={<CreateUser />} />
      <DataTable
        tableId="users"
        label={t("users.title")}
        columns={columns}
        query={query}
        state={state}
        rowKey={rowKey}
        rowHref={rowHref}
        onOpen={(user) => detail.open(user.id)}
        rowSignature={rowSignature}
        toolbar={
          <FilterBar isFiltered={state.isFiltered} onReset={state.resetFilters}>
            <FilterText
              isSearch
              label={t("users.search")}
              value={state.filters.q}
              onChange={(q) => state.setFilters({ q })}
            />
            <FilterSelect
              label={t("users.role")}
              value={state.filters.role}
              onChange={(role) => state.setFilters({ role })}
              options={roles.map((value) => ({ value, label: t(`common.role.${value}`) }))}
            />
            <FilterSelect
              label={t("users.status")}
              value={state.filters.status}
              onChange={(status) => state.setFilters({ status })}
              options={statuses.map((value) => ({ value, label: t(`common.user.${value}`) }))}
            />
          </FilterBar>
        }
        empty={<EmptyState title={t("users.emptyTitle")} />}
      />
      <DetailDrawer detail={detail} title={t("users.one")} width={720}>
        {(id) => <UserDetailView userId={id} />}
      </DetailDrawer>
    </>
  );
}

/** Who may sign in here, and one of them in a drawer over the list. */
export function UsersView() {
  return (
    <OwnersOnly>
      <Users />
    </OwnersOnly>
  );
}
