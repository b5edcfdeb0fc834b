"use client";

import type { BusDelivery } from "@opstage/contracts";
import { App } from "antd";
import Link from "next/link";
import { useMemo } from "react";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { trpc } from "../../_lib/trpc";
import { useStoredText } from "../../_lib/use-stored-text";
import { ConfirmButton } from "../../_ui/ConfirmButton";
import { shortId } from "../../_ui/CopyableId";
import { DataTable } from "../../_ui/DataTable";
import type { DataColumn, RowQuery, TableState } from "../../_ui/data-table-types";
import { EmptyState } from "../../_ui/EmptyState";
import { JsonTree } from "../../_ui/JsonTree";
import { RelativeTime } from "../../_ui/RelativeTime";
import { StatusTag } from "../../_ui/StatusTag";
import styles from "./bus.module.css";

interface DeliveryTableProps {
  readonly tableId: string;
  readonly query: RowQuery<BusDelivery>;
  readonly state: TableState;
  /** What the place around the table says already. */
  readonly hidden: "event" | "route";
  readonly toolbar?: React.ReactNode;
}

/** What routes did with events; a line unfolds to what was sent. */
export function DeliveryTable({ tableId, query, state, hidden, toolbar }: DeliveryTableProps) {
  const t = useText();
  const columns = useDeliveryColumns(hidden);
  return (
    <DataTable<BusDelivery>
      tableId={tableId}
      label={t("bus.deliveries")}
      columns={columns}
      query={query}
      state={state}
      toolbar={toolbar}
      rowKey={(delivery) => delivery.id}
      rowSignature={(delivery) => `${delivery.status} ${delivery.replayedBy ?? ""}`}
      expand={{
        render: (delivery) =>
          delivery.payload === null ? (
            <p className="faint">{t("bus.payloadIsEvent")}</p>
          ) : (
            <JsonTree value={delivery.payload} label={t("bus.payload")} />
          ),
        label: () => t("bus.payload"),
      }}
      empty={<EmptyState title={t("bus.noDeliveriesTitle")} hint={t("bus.noDeliveriesHint")} />}
    />
  );
}

function useDeliveryColumns(hidden: "event" | "route"): DataColumn<BusDelivery>[] {
  const t = useText();
  return useMemo(() => {
    const columns: DataColumn<BusDelivery>[] = [
      {
        key: "event",
        title: t("bus.event"),
        primary: true,
        render: (delivery) => (
          <Link href={paths.busEvent(delivery.eventId)} prefetch={false}>
            <code>{delivery.eventType}</code>
          </Link>
        ),
      },
      {
        key: "route",
        title: t("bus.route"),
        primary: true,
        render: (delivery) => (
          <Link href={paths.busRoute(delivery.routeId)} prefetch={false}>
            {delivery.routeName}
          </Link>
        ),
      },
      {
        key: "status",
        title: t("bus.status"),
        isState: true,
        render: (delivery) => <StatusTag kind="busDelivery" value={delivery.status} />,
      },
      {
        key: "target",
        title: t("bus.target"),
        from: 760,
        render: (delivery) => (
          <span>
            {delivery.targetServiceCode} · <code>{delivery.actionName}</code>
          </span>
        ),
      },
      {
        key: "result",
        title: t("bus.command"),
        render: (delivery) => <DeliveryResult delivery={delivery} />,
      },
      {
        key: "created",
        title: t("bus.created"),
        from: 800,
        sort: "createdAt",
        render: (delivery) => <RelativeTime at={delivery.createdAt} />,
      },
      {
        key: "replay",
        title: t("bus.actions"),
        render: (delivery) => <ReplayDelivery delivery={delivery} />,
      },
    ];
    // All that a route did has one target, unless somebody gave it another; then its event and command tell.
    return columns.filter(({ key }) => key !== hidden && !(hidden === "route" && key === "target"));
  }, [t, hidden]);
}

function DeliveryResult({ delivery }: { readonly delivery: BusDelivery }) {
  const storedText = useStoredText();
  if (delivery.commandId !== null)
    return (
      <Link href={paths.command(delivery.commandId)} prefetch={false}>
        <code>{shortId(delivery.commandId)}</code>
      </Link>
    );
  if (delivery.errorCode === null) return <span className="faint">—</span>;
  return (
    <span className={styles.error}>
      <code className="mono">{delivery.errorCode}</code>{" "}
      {storedText(delivery.errorCode, delivery.errorMessage)}
    </span>
  );
}

function ReplayDelivery({ delivery }: { readonly delivery: BusDelivery }) {
  const t = useText();
  const { message } = App.useApp();
  const utils = trpc.useUtils();
  const replay = trpc.busDeliveries.replay.useMutation({
    onSuccess: () => {
      utils.busDeliveries.invalidate();
      utils.busEvents.invalidate();
    },
  });
  if (delivery.replayedBy !== null) return <span className="faint">{t("bus.replayed")}</span>;
  if (delivery.status !== "FAILED")
    return delivery.replayOf === null ? null : <span className="faint">{t("bus.replayOf")}</span>;
  return (
    <ConfirmButton
      size="small"
      needs="operator"
      question={t("bus.replayQuestion")}
      consequence={t("bus.replayConsequence")}
      confirmText={t("bus.replay")}
      onConfirm={async () => {
        const { deliveries } = await replay.mutateAsync({ deliveryId: delivery.id });
        const made = deliveries.filter(({ status }) => status === "CREATED").length;
        message.info(t("bus.replayDone", { made, count: deliveries.length }));
      }}
    >
      {t("bus.replay")}
    </ConfirmButton>
  );
}
