"use client";

import { StopOutlined } from "@ant-design/icons";
import type { Batch } from "@opstage/contracts";
import { App, Button, Skeleton } from "antd";
import Link from "next/link";
import { toFailure } from "../../_lib/failure";
import { useText } from "../../_lib/i18n";
import { idFilter, oneOf, textFilter, useListState } from "../../_lib/list-state";
import { paths } from "../../_lib/paths";
import { detailOptions, listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { ConfirmButton } from "../../_ui/ConfirmButton";
import { CopyableId } from "../../_ui/CopyableId";
import { DataTable } from "../../_ui/DataTable";
import { DetailHeader } from "../../_ui/DetailHeader";
import { EmptyState } from "../../_ui/EmptyState";
import { ErrorState } from "../../_ui/ErrorState";
import { FactGrid } from "../../_ui/FactGrid";
import { FilterBar, FilterSelect, FilterText } from "../../_ui/FilterBar";
import { JsonTree } from "../../_ui/JsonTree";
import { Panel } from "../../_ui/Panel";
import { RelativeTime } from "../../_ui/RelativeTime";
import { StatusTag } from "../../_ui/StatusTag";
import { statusValues } from "../../_ui/status-values";
import { BatchProgress } from "./BatchProgress";
import { BatchStatusTag } from "./BatchStatusTag";
import { useTargetColumns } from "./batch-columns";

const toBatchId = idFilter("bat");
const statuses = statusValues("batchTarget");
const filterSpec = { q: textFilter, status: oneOf(statuses) };

/** One batch: how far it is, what it runs on, and how to end it. */
export function BatchDetailView({ batchId }: { readonly batchId: string }) {
  const t = useText();
  const id = toBatchId(batchId);
  const query = trpc.batches.get.useQuery(
    { batchId: id ?? "bat_" },
    { ...detailOptions, enabled: id !== undefined },
  );
  const batch = query.data;
  if (id === undefined || toFailure(query.error).code === "BATCH_NOT_FOUND")
    return (
      <EmptyState
        title={<h1 className="empty-title">{t("batches.notFound")}</h1>}
        action={
          <Link href={paths.batches()}>
            <Button>{t("batches.toList")}</Button>
          </Link>
        }
      />
    );
  if (batch === undefined)
    return query.error ? (
      <ErrorState error={query.error} onRetry={query.refetch} isRetrying={query.isFetching} />
    ) : (
      <Skeleton active paragraph={{ rows: 8 }} />
    );
  return (
    <article className="detail" aria-label={batch.actionLabel}>
      <BatchHeader batch={batch} />
      <Panel>
        <BatchProgress batch={batch} withLegend />
      </Panel>
      <BatchFacts batch={batch} />
      <BatchTargets batch={batch} />
    </article>
  );
}

function BatchHeader({ batch }: { readonly batch: Batch }) {
  const t = useText();
  const { message } = App.useApp();
  const utils = trpc.useUtils();
  const cancel = trpc.batches.cancel.useMutation();
  return (
    <DetailHeader
      title={batch.actionLabel}
      level={1}
      tags={<BatchStatusTag batch={batch} />}
      why={t("batches.onServices", { count: batch.targetCount })}
      actions={
        batch.status === "RUNNING" ? (
          <ConfirmButton
            needs="operator"
            danger
            icon={<StopOutlined />}
            question={t("batches.cancelQuestion", { action: batch.actionLabel })}
            consequence={t("batches.cancelConsequence", {
              pending: batch.targetCounts.PENDING,
              running: batch.targetCounts.RUNNING,
            })}
            confirmText={t("batches.cancel")}
            dismissText={t("batches.keepRunning")}
            onConfirm={async () => {
              await cancel.mutateAsync({ batchId: batch.id });
              message.success(t("batches.cancelled"));
              await utils.batches.invalidate();
            }}
          >
            {t("batches.cancel")}
          </ConfirmButton>
        ) : null
      }
    />
  );
}

function BatchFacts({ batch }: { readonly batch: Batch }) {
  const t = useText();
  const hasInput = Object.keys(batch.payload).length > 0;
  return (
    <Panel title={t("batches.facts")}>
      <FactGrid
        facts={[
          { label: t("batches.actionName"), value: <code className="mono">{batch.actionName}</code> },
          { label: t("batches.danger"), value: <StatusTag kind="danger" value={batch.dangerLevel} /> },
          { label: t("batches.concurrency"), value: batch.concurrency },
          { label: t("batches.stopAfter"), value: batch.stopAfterFailures ?? t("batches.stopNever") },
          { label: t("batches.createdBy"), value: batch.createdByName ?? "—" },
          { label: t("batches.created"), value: <RelativeTime at={batch.createdAt} /> },
          { label: t("batches.ended"), value: <RelativeTime at={batch.completedAt} empty="—" /> },
          { label: "ID", value: <CopyableId id={batch.id} /> },
          hasInput && { label: t("batches.input"), value: <JsonTree value={batch.payload} />, wide: true },
        ]}
      />
    </Panel>
  );
}

function BatchTargets({ batch }: { readonly batch: Batch }) {
  const t = useText();
  const state = useListState(filterSpec);
  const query = trpc.batches.targets.useQuery({ batchId: batch.id, ...state.input }, listOptions);
  const columns = useTargetColumns();
  const { filters, setFilters } = state;
  return (
    <DataTable
      tableId="batch-targets"
      label={t("batches.serviceCount")}
      columns={columns}
      query={query}
      state={state}
      rowKey={(target) => target.id}
      rowSignature={(target) => target.status}
      toolbar={
        <FilterBar isFiltered={state.isFiltered} onReset={state.resetFilters}>
          <FilterText
            isSearch
            label={t("batches.search")}
            value={filters.q}
            onChange={(q) => setFilters({ q })}
          />
          <FilterSelect
            label={t("batches.status")}
            value={filters.status}
            onChange={(status) => setFilters({ status })}
            options={statuses.map((value) => ({ value, label: t(`common.batchTarget.${value}`) }))}
          />
        </FilterBar>
      }
      empty={null}
    />
  );
}
