"use client";

import type { BusEventDetail } from "@opstage/contracts";
import { App, Skeleton } from "antd";
import Link from "next/link";
import { toFailure } from "../../_lib/failure";
import { useText } from "../../_lib/i18n";
import { idFilter } from "../../_lib/list-state";
import { paths } from "../../_lib/paths";
import { trpc } from "../../_lib/trpc";
import { ConfirmButton } from "../../_ui/ConfirmButton";
import { CopyableId, shortId } from "../../_ui/CopyableId";
import { DetailHeader } from "../../_ui/DetailHeader";
import { EmptyState } from "../../_ui/EmptyState";
import { ErrorState } from "../../_ui/ErrorState";
import { ExactTime } from "../../_ui/ExactTime";
import { FactGrid } from "../../_ui/FactGrid";
import { JsonTree } from "../../_ui/JsonTree";
import { Panel } from "../../_ui/Panel";
import { StatusTag } from "../../_ui/StatusTag";
import { useLocalList } from "../commands/local-list";
import { DeliveryTable } from "./DeliveryTable";

const isId = idFilter("bev");

/** One event: its envelope, and what every route did with it. */
export function EventDetail({ eventId }: { readonly eventId: string }) {
  const t = useText();
  const id = isId(eventId);
  const query = trpc.busEvents.get.useQuery(
    { eventId: id ?? "bev_" },
    { enabled: id !== undefined, retry: false },
  );
  if (query.data) return <EventParts event={query.data} query={query} />;
  if (id === undefined || (query.error && toFailure(query.error).code === "BUS_EVENT_NOT_FOUND"))
    return <EmptyState title={t("bus.eventMissing")} hint={t("bus.missingHint")} />;
  if (query.error)
    return <ErrorState error={query.error} onRetry={query.refetch} isRetrying={query.isFetching} />;
  return <Skeleton active paragraph={{ rows: 8 }} />;
}

interface EventPartsProps {
  readonly event: BusEventDetail;
  readonly query: { readonly error: unknown; readonly isFetching: boolean; refetch(): unknown };
}

function EventParts({ event, query }: EventPartsProps) {
  const t = useText();
  const { state } = useLocalList();
  const { deliveries } = event;
  const { page, pageSize } = state;
  const rows = deliveries.slice((page - 1) * pageSize, page * pageSize);
  const data = { items: rows, page, pageSize, total: deliveries.length };
  const cause = event.causationId;
  return (
    <div className="stack-lg">
      <DetailHeader
        title={event.eventType}
        level={2}
        tags={<StatusTag kind="busOutcome" value={event.outcome} />}
        actions={<ReplayEvent event={event} />}
      />
      <FactGrid
        facts={[
          { label: t("bus.source"), value: <Source event={event} /> },
          { label: t("bus.accepted"), value: <ExactTime at={event.acceptedAt} /> },
          { label: t("bus.occurred"), value: <ExactTime at={event.occurredAt} /> },
          event.correlationId !== undefined && { label: t("bus.correlation"), value: event.correlationId },
          cause !== undefined && { label: t("bus.causation"), value: <Cause id={cause} /> },
          event.envelopeId !== undefined && {
            label: t("bus.envelopeId"),
            value: <CopyableId id={event.envelopeId} />,
          },
          { label: t("bus.id"), value: <CopyableId id={event.id} /> },
        ]}
      />
      <Panel title={t("bus.payload")}>
        <JsonTree value={event.payload} label={t("bus.payload")} />
      </Panel>
      {Object.keys(event.metadata).length > 0 ? (
        <Panel title={t("bus.metadata")}>
          <JsonTree value={event.metadata} label={t("bus.metadata")} />
        </Panel>
      ) : null}
      <Panel title={t("bus.matchedRoutes")} flush>
        {deliveries.length === 0 ? (
          <EmptyState title={t("bus.noRouteMatched")} hint={t("bus.noRoutesHint")} />
        ) : (
          <DeliveryTable
            tableId="bus-event-deliveries"
            query={{ ...query, data, isPlaceholderData: false }}
            state={state}
            hidden="event"
          />
        )}
      </Panel>
    </div>
  );
}

function Source({ event }: { readonly event: BusEventDetail }) {
  if (event.sourceServiceId === undefined) return event.sourceServiceCode;
  return (
    <Link href={paths.service(event.sourceServiceId)} prefetch={false}>
      {event.sourceServiceCode}
    </Link>
  );
}

/** An event or a command has a page; any other id is only shown. */
function Cause({ id }: { readonly id: string }) {
  const path = id.startsWith("bev_") ? paths.busEvent(id) : id.startsWith("cmd_") ? paths.command(id) : null;
  if (path === null) return <CopyableId id={id} />;
  return (
    <Link href={path} prefetch={false} title={id}>
      <code className="mono">{shortId(id)}</code>
    </Link>
  );
}

function ReplayEvent({ event }: { readonly event: BusEventDetail }) {
  const t = useText();
  const { message } = App.useApp();
  const utils = trpc.useUtils();
  const replay = trpc.busEvents.replay.useMutation({
    onSuccess: () => {
      utils.busEvents.invalidate();
      utils.busDeliveries.invalidate();
    },
  });
  return (
    <ConfirmButton
      size="small"
      needs="operator"
      question={t("bus.replayEventQuestion")}
      consequence={t("bus.replayEventConsequence")}
      confirmText={t("bus.replay")}
      onConfirm={async () => {
        const { deliveries } = await replay.mutateAsync({ eventId: event.id });
        const added = deliveries.slice(event.deliveries.length);
        const made = added.filter(({ status }) => status === "CREATED").length;
        message.info(t("bus.replayDone", { made, count: added.length }));
      }}
    >
      {t("bus.replay")}
    </ConfirmButton>
  );
}
