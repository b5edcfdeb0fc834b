"use client";

import { ApartmentOutlined, WarningOutlined } from "@ant-design/icons";
import type { BusRoute } from "@opstage/contracts";
import { Tooltip } from "antd";
import { useMemo } from "react";
import { useDetailRoute } from "../../_lib/detail-route";
import { useText } from "../../_lib/i18n";
import { oneOf, textFilter, useListState } from "../../_lib/list-state";
import { paths } from "../../_lib/paths";
import { listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { DataTable } from "../../_ui/DataTable";
import { DetailDrawer } from "../../_ui/DetailDrawer";
import type { DataColumn } from "../../_ui/data-table-types";
import { EmptyState } from "../../_ui/EmptyState";
import { FilterBar, FilterSelect, FilterText } from "../../_ui/FilterBar";
import { RelativeTime } from "../../_ui/RelativeTime";
import { StatusTag } from "../../_ui/StatusTag";
import { statusValues } from "../../_ui/status-values";
import styles from "./bus.module.css";
import { useIssueText } from "./issue-text";
import { RouteDetail } from "./RouteDetail";
import { RouteEditor } from "./RouteEditor";
import { RouteStatusButtons } from "./RouteStatusButtons";

const statuses = statusValues("busRoute");
const filterSpec = { q: textFilter, status: oneOf(statuses) };

/** All routes; there are few enough to be one list, so it is filtered and paged here. */
export function RoutesView() {
  const t = useText();
  const state = useListState(filterSpec);
  const query = trpc.busRoutes.list.useQuery(undefined, listOptions);
  const columns = useRouteColumns();
  const detail = useDetailRoute(paths.busRoutes());
  const { filters, page, pageSize } = state;
  const data = useMemo(() => {
    if (query.data === undefined) return undefined;
    const rows = query.data.filter((route) => isWanted(route, filters));
    return { items: rows.slice((page - 1) * pageSize, page * pageSize), page, pageSize, total: rows.length };
  }, [query.data, filters, page, pageSize]);
  const { error, isFetching, isPlaceholderData, refetch } = query;
  return (
    <>
      <DataTable<BusRoute>
        tableId="bus-routes"
        label={t("bus.routes")}
        columns={columns}
        query={{ data, error, isFetching, isPlaceholderData, refetch }}
        state={state}
        rowKey={(route) => route.id}
        rowHref={(route) => detail.hrefFor(route.id)}
        onOpen={(route) => detail.open(route.id)}
        rowSignature={(route) => route.status}
        toolbar={
          <FilterBar isFiltered={state.isFiltered} onReset={state.resetFilters}>
            <FilterText
              isSearch
              label={t("bus.name")}
              value={filters.q}
              onChange={(q) => state.setFilters({ q })}
              width="medium"
            />
            <FilterSelect
              label={t("bus.status")}
              value={filters.status}
              onChange={(status) => state.setFilters({ status })}
              options={statuses.map((value) => ({ value, label: t(`common.busRoute.${value}`) }))}
              width="small"
            />
          </FilterBar>
        }
        empty={
          <EmptyState
            icon={<ApartmentOutlined />}
            title={t("bus.noRoutesTitle")}
            hint={t("bus.noRoutesHint")}
            action={<RouteEditor />}
          />
        }
      />
      <DetailDrawer detail={detail} title={t("bus.route")}>
        {(id) => <RouteDetail routeId={id} onDeleted={detail.close} />}
      </DetailDrawer>
    </>
  );
}

function isWanted(
  route: BusRoute,
  { q, status }: { readonly q?: string; readonly status?: string },
): boolean {
  if (status !== undefined && route.status !== status) return false;
  const { match, target, name } = route;
  const text = `${name} ${match.eventType} ${match.sourceServiceCode ?? ""} ${target.serviceCode} ${target.actionName}`;
  return q === undefined || text.toLowerCase().includes(q.toLowerCase());
}

function useRouteColumns(): DataColumn<BusRoute>[] {
  const t = useText();
  const issueText = useIssueText();
  return useMemo(
    () => [
      {
        key: "name",
        title: t("bus.name"),
        primary: true,
        render: (route) => (
          <span>
            {route.name}{" "}
            {route.issues.length > 0 ? (
              <Tooltip title={route.issues.map(issueText).join(" ")}>
                <WarningOutlined className="tone-warn" aria-label={t("bus.issues")} />
              </Tooltip>
            ) : null}
          </span>
        ),
      },
      {
        key: "status",
        title: t("bus.status"),
        isState: true,
        render: (route) => (
          <span className="row">
            <StatusTag
              kind="busRoute"
              value={route.status}
              reason={route.disabledReason && t("bus.tripped", { count: route.maxPerMinute })}
            />
            {route.disabledReason === null ? null : <span className="tag tone-bad">{t("bus.byItself")}</span>}
          </span>
        ),
      },
      {
        key: "match",
        title: t("bus.match"),
        render: (route) => (
          <span className={styles.takes}>
            <code>{route.match.eventType}</code>
            <span className="faint">{route.match.sourceServiceCode ?? t("bus.anySource")}</span>
          </span>
        ),
      },
      {
        key: "target",
        title: t("bus.target"),
        render: (route) => (
          <span className={styles.takes}>
            <code>{route.target.actionName}</code>
            <span className="faint">{route.target.serviceCode}</span>
          </span>
        ),
      },
      {
        key: "updated",
        title: t("bus.updated"),
        from: 900,
        render: (route) => <RelativeTime at={route.updatedAt} />,
      },
      {
        key: "actions",
        title: t("bus.actions"),
        // Where there is no room for them, the route's own page has them.
        from: 860,
        render: (route) => (
          <span className="row">
            <RouteStatusButtons route={route} />
          </span>
        ),
      },
    ],
    [t, issueText],
  );
}
