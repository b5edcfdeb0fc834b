"use client";

import { CheckCircleOutlined, CloseCircleOutlined, EyeOutlined } from "@ant-design/icons";
import type { BusRoute } from "@opstage/contracts";
import { Alert, App, Checkbox, Skeleton } from "antd";
import { useState } from "react";
import { toFailure } from "../../_lib/failure";
import { useText } from "../../_lib/i18n";
import { idFilter } from "../../_lib/list-state";
import { listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { ConfirmButton } from "../../_ui/ConfirmButton";
import { CopyableId } from "../../_ui/CopyableId";
import { HourBars } from "../../_ui/charts/HourBars";
import { DetailHeader } from "../../_ui/DetailHeader";
import { EmptyState } from "../../_ui/EmptyState";
import { ErrorState } from "../../_ui/ErrorState";
import { FactGrid } from "../../_ui/FactGrid";
import { JsonTree } from "../../_ui/JsonTree";
import { Panel } from "../../_ui/Panel";
import { RelativeTime } from "../../_ui/RelativeTime";
import { useLocalList } from "../commands/local-list";
import styles from "./bus.module.css";
import { DeliveryTable } from "./DeliveryTable";
import { Issues } from "./Issues";
import { RouteEditor } from "./RouteEditor";
import { RouteFlow } from "./RouteFlow";
import { RouteStatusButtons } from "./RouteStatusButtons";
import { SimulateRoute } from "./SimulateRoute";

const isRouteId = idFilter("brt");

interface RouteDetailProps {
  readonly routeId: string;
  onDeleted(): void;
}

/** One route: what it is, what is in its way, what it did. */
export function RouteDetail({ routeId, onDeleted }: RouteDetailProps) {
  const t = useText();
  const id = isRouteId(routeId);
  const query = trpc.busRoutes.get.useQuery(
    { routeId: id ?? "brt_" },
    { enabled: id !== undefined, retry: false },
  );
  if (query.data) return <RouteParts route={query.data} onDeleted={onDeleted} />;
  if (id === undefined || (query.error && toFailure(query.error).code === "BUS_ROUTE_NOT_FOUND"))
    return <EmptyState title={t("bus.routeMissing")} hint={t("bus.missingHint")} />;
  if (query.error)
    return <ErrorState error={query.error} onRetry={query.refetch} isRetrying={query.isFetching} />;
  return <Skeleton active paragraph={{ rows: 8 }} />;
}

function RouteParts({ route, onDeleted }: { readonly route: BusRoute; onDeleted(): void }) {
  const t = useText();
  return (
    <div className="stack-lg">
      <DetailHeader
        title={route.name}
        level={2}
        why={route.description}
        actions={
          <>
            <RouteStatusButtons route={route} />
            <SimulateRoute route={route} />
            <RouteEditor route={route} />
            <DeleteRoute route={route} onDeleted={onDeleted} />
          </>
        }
      />
      {route.disabledReason === null ? null : (
        <Alert type="error" showIcon title={t("bus.tripped", { count: route.maxPerMinute })} />
      )}
      <Issues issues={route.issues} />
      <RouteFlow route={route} />
      <RouteActivity route={route} />
      <Panel title={t("bus.facts")}>
        <FactGrid
          facts={[
            route.condition !== undefined && {
              label: t("bus.condition"),
              value: <code>{route.condition}</code>,
              wide: true,
            },
            {
              label: t("bus.whenAwayFact"),
              value: t(`bus.away.${route.whenAway}`),
            },
            { label: t("bus.limitFact"), value: t("bus.perMinute", { count: route.maxPerMinute }) },
            { label: t("bus.guardedFact"), value: t(route.allowGuarded ? "bus.allowed" : "bus.notAllowed") },
            { label: t("bus.updated"), value: <RelativeTime at={route.updatedAt} /> },
            { label: t("bus.id"), value: <CopyableId id={route.id} /> },
          ]}
        />
        <h3 className={`${styles.label} faint`}>{t("bus.mapping")}</h3>
        {Object.keys(route.inputMapping).length > 0 ? (
          <JsonTree value={route.inputMapping} label={t("bus.mapping")} />
        ) : (
          <p className="faint">{t("bus.payloadIsEvent")}</p>
        )}
      </Panel>
      <RouteDeliveries route={route} />
    </div>
  );
}

function RouteActivity({ route }: { readonly route: BusRoute }) {
  const t = useText();
  const query = trpc.busRoutes.activity.useQuery({ routeId: route.id }, listOptions);
  if (query.error && query.data === undefined)
    return <ErrorState error={query.error} onRetry={query.refetch} isRetrying={query.isFetching} />;
  if (query.data === undefined) return <Skeleton active paragraph={{ rows: 3 }} />;
  const { hours, lastMatchedAt } = query.data;
  return (
    <Panel
      title={t("bus.activity")}
      extra={
        <span className="faint">
          {t("bus.lastMatched")} <RelativeTime at={lastMatchedAt} empty={t("bus.never")} />
        </span>
      }
    >
      <HourBars
        label={t("bus.activity")}
        empty={t("bus.activityNone")}
        series={[
          { key: "created", name: t("bus.madeCommands"), tone: "good", icon: <CheckCircleOutlined /> },
          { key: "dryRun", name: t("bus.dryRuns"), tone: "busy", icon: <EyeOutlined /> },
          { key: "failed", name: t("bus.failures"), tone: "bad", icon: <CloseCircleOutlined /> },
        ]}
        hours={hours.map(({ hour, ...counts }) => ({ hour, counts }))}
      />
    </Panel>
  );
}

function RouteDeliveries({ route }: { readonly route: BusRoute }) {
  const t = useText();
  const [isOpenOnly, setOpenOnly] = useState(false);
  const { state, input } = useLocalList();
  const query = trpc.busDeliveries.list.useQuery(
    { ...input, routeId: route.id, ...(isOpenOnly ? { open: "true" as const } : {}) },
    listOptions,
  );
  return (
    <Panel title={t("bus.deliveries")} extra={<ReplayAll route={route} />} flush>
      <DeliveryTable
        tableId="bus-route-deliveries"
        query={query}
        state={state}
        hidden="route"
        toolbar={
          <Checkbox checked={isOpenOnly} onChange={({ target }) => setOpenOnly(target.checked)}>
            {t("bus.onlyOpen")}
          </Checkbox>
        }
      />
    </Panel>
  );
}

function ReplayAll({ route }: { readonly route: BusRoute }) {
  const t = useText();
  const { message } = App.useApp();
  const utils = trpc.useUtils();
  const replay = trpc.busDeliveries.replayMatching.useMutation({
    onSuccess: () => utils.busDeliveries.invalidate(),
  });
  return (
    <ConfirmButton
      size="small"
      needs="operator"
      question={t("bus.replayAllQuestion", { name: route.name })}
      consequence={t("bus.replayAllConsequence")}
      confirmText={t("bus.replayAll")}
      onConfirm={async () => {
        const { deliveries } = await replay.mutateAsync({ routeId: route.id });
        const made = deliveries.filter(({ status }) => status === "CREATED").length;
        message.info(t("bus.replayDone", { made, count: deliveries.length }));
      }}
    >
      {t("bus.replayAll")}
    </ConfirmButton>
  );
}

function DeleteRoute({ route, onDeleted }: { readonly route: BusRoute; onDeleted(): void }) {
  const t = useText();
  const { message } = App.useApp();
  const utils = trpc.useUtils();
  const remove = trpc.busRoutes.delete.useMutation({ onSuccess: () => utils.busRoutes.list.invalidate() });
  return (
    <ConfirmButton
      size="small"
      danger
      needs="operator"
      question={t("bus.deleteQuestion", { name: route.name })}
      consequence={t("bus.deleteConsequence")}
      confirmText={t("bus.delete")}
      onConfirm={async () => {
        await remove.mutateAsync({ routeId: route.id });
        message.success(t("bus.deleted", { name: route.name }));
        onDeleted();
      }}
    >
      {t("bus.delete")}
    </ConfirmButton>
  );
}
