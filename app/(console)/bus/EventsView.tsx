"use client";

import { ThunderboltOutlined } from "@ant-design/icons";
import type { BusEvent } from "@opstage/contracts";
import { useMemo, useState } from "react";
import { useDetailRoute } from "../../_lib/detail-route";
import { useText } from "../../_lib/i18n";
import { idFilter, instantFilter, oneOf, textFilter, useListState } from "../../_lib/list-state";
import { paths } from "../../_lib/paths";
import { listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { CopyableId } from "../../_ui/CopyableId";
import { DataTable } from "../../_ui/DataTable";
import { DetailDrawer } from "../../_ui/DetailDrawer";
import type { DataColumn } from "../../_ui/data-table-types";
import { EmptyState } from "../../_ui/EmptyState";
import { FilterBar, FilterRange, FilterSelect, FilterText } from "../../_ui/FilterBar";
import { RelativeTime } from "../../_ui/RelativeTime";
import { StatusTag } from "../../_ui/StatusTag";
import { statusValues } from "../../_ui/status-values";
import { EventDetail } from "./EventDetail";
import { useEventTypes, useServiceCodes } from "./route-options";

const outcomes = statusValues("busOutcome");
const filterSpec = {
  q: textFilter,
  eventType: textFilter,
  sourceServiceCode: textFilter,
  agentId: idFilter("agt"),
  outcome: oneOf(outcomes),
  from: instantFilter,
  to: instantFilter,
};

/** Events that services published; one opens over the list. */
export function EventsView() {
  const t = useText();
  const state = useListState(filterSpec);
  const query = trpc.busEvents.list.useQuery(state.input, listOptions);
  const columns = useEventColumns();
  const detail = useDetailRoute(paths.busEvents());
  const { filters, setFilters } = state;
  const types = useEventTypes(filters.eventType?.replace(/\*$/, ""));
  const [sourceTyped, setSourceTyped] = useState("");
  const sources = useServiceCodes(sourceTyped);
  return (
    <>
      <DataTable<BusEvent>
        tableId="bus-events"
        label={t("bus.events")}
        columns={columns}
        query={query}
        state={state}
        rowKey={(event) => event.id}
        rowHref={(event) => detail.hrefFor(event.id)}
        onOpen={(event) => detail.open(event.id)}
        toolbar={
          <FilterBar isFiltered={state.isFiltered} onReset={state.resetFilters}>
            <FilterText
              isSearch
              label={t("bus.search")}
              value={filters.q}
              onChange={(q) => setFilters({ q })}
              width="medium"
            />
            <FilterText
              label={t("bus.eventType")}
              value={filters.eventType}
              onChange={(eventType) => setFilters({ eventType })}
              suggestions={types.map(({ value }) => value)}
              width="medium"
            />
            <FilterSelect
              label={t("bus.source")}
              value={filters.sourceServiceCode}
              onChange={(sourceServiceCode) => setFilters({ sourceServiceCode })}
              options={sources}
              onSearch={setSourceTyped}
              width="medium"
            />
            <FilterSelect
              label={t("bus.outcomes")}
              value={filters.outcome}
              onChange={(outcome) => setFilters({ outcome })}
              options={outcomes.map((value) => ({ value, label: t(`common.busOutcome.${value}`) }))}
              width="small"
            />
            <FilterRange
              label={t("bus.accepted")}
              from={filters.from}
              to={filters.to}
              onChange={setFilters}
            />
          </FilterBar>
        }
        empty={
          <EmptyState
            icon={<ThunderboltOutlined />}
            title={t("bus.noEventsTitle")}
            hint={t("bus.noEventsHint")}
          />
        }
      />
      <DetailDrawer detail={detail} title={t("bus.event")}>
        {(id) => <EventDetail eventId={id} />}
      </DetailDrawer>
    </>
  );
}

function useEventColumns(): DataColumn<BusEvent>[] {
  const t = useText();
  return useMemo(
    () => [
      {
        key: "eventType",
        title: t("bus.eventType"),
        primary: true,
        render: (event) => <code>{event.eventType}</code>,
      },
      { key: "source", title: t("bus.source"), render: (event) => event.sourceServiceCode },
      {
        key: "outcome",
        title: t("bus.outcomes"),
        isState: true,
        render: (event) => <StatusTag kind="busOutcome" value={event.outcome} />,
      },
      {
        key: "routes",
        title: t("bus.routesMatched"),
        align: "right",
        render: (event) => <span className="tabular">{event.routeCount}</span>,
      },
      {
        key: "accepted",
        title: t("bus.accepted"),
        sort: "createdAt",
        render: (event) => <RelativeTime at={event.acceptedAt} />,
      },
      {
        key: "correlation",
        title: t("bus.correlation"),
        optional: true,
        render: (event) => event.correlationId ?? <span className="faint">—</span>,
      },
      {
        key: "id",
        title: t("bus.id"),
        render: (event) => <CopyableId id={event.id} />,
      },
    ],
    [t],
  );
}
