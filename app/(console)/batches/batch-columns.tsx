"use client";

import type { Batch, BatchTarget } from "@opstage/contracts";
import Link from "next/link";
import { useMemo } from "react";
import { exactDuration } from "../../_lib/duration";
import { useLanguage, useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { useStoredText } from "../../_lib/use-stored-text";
import { CopyableId, shortId } from "../../_ui/CopyableId";
import type { DataColumn } from "../../_ui/data-table-types";
import { RelativeTime } from "../../_ui/RelativeTime";
import { StatusTag } from "../../_ui/StatusTag";
import { BatchProgress } from "./BatchProgress";
import { BatchStatusTag } from "./BatchStatusTag";
import { useReason } from "./reason-text";

/** The columns of the list of batches. */
export function useBatchColumns(): readonly DataColumn<Batch>[] {
  const t = useText();
  const language = useLanguage();
  return useMemo(
    () => [
      {
        key: "action",
        title: t("batches.action"),
        sort: "actionName",
        primary: true,
        render: (batch) => batch.actionLabel,
      },
      {
        key: "status",
        title: t("batches.status"),
        isState: true,
        sort: "status",
        render: (batch) => <BatchStatusTag batch={batch} />,
      },
      {
        key: "services",
        title: t("batches.serviceCount"),
        align: "right",
        width: 90,
        render: (batch) => <span className="tabular">{batch.targetCount.toLocaleString(language)}</span>,
      },
      {
        key: "progress",
        title: t("batches.progress"),
        width: 240,
        render: (batch) => <BatchProgress batch={batch} />,
      },
      {
        key: "failed",
        title: t("batches.failed"),
        align: "right",
        width: 80,
        render: (batch) => {
          const failed = batch.targetCounts.FAILED + batch.targetCounts.EXPIRED;
          return failed === 0 ? <span className="faint">0</span> : <b className="silent tabular">{failed}</b>;
        },
      },
      {
        key: "createdBy",
        title: t("batches.createdBy"),
        from: 900,
        render: (batch) => batch.createdByName ?? <span className="faint">—</span>,
      },
      {
        key: "created",
        title: t("batches.created"),
        sort: "createdAt",
        render: (batch) => <RelativeTime at={batch.createdAt} />,
      },
      {
        key: "completed",
        title: t("batches.ended"),
        from: 900,
        sort: "completedAt",
        render: (batch) => <RelativeTime at={batch.completedAt} empty="—" />,
      },
      { key: "id", title: "ID", optional: true, render: (batch) => <CopyableId id={batch.id} /> },
    ],
    [t, language],
  );
}

/** The columns of a batch's services. */
export function useTargetColumns(): readonly DataColumn<BatchTarget>[] {
  const t = useText();
  return useMemo(
    () => [
      {
        key: "service",
        title: t("batches.service"),
        sort: "serviceCode",
        primary: true,
        render: (target) => (
          <span className="cell-two">
            <Link href={paths.service(target.serviceId)} prefetch={false} className="row-link">
              {target.serviceName || shortId(target.serviceId)}
            </Link>
            <span>{target.serviceCode}</span>
          </span>
        ),
      },
      {
        key: "status",
        title: t("batches.status"),
        isState: true,
        sort: "status",
        width: 130,
        render: (target) => <StatusTag kind="batchTarget" value={target.status} />,
      },
      {
        key: "what",
        title: t("batches.outcome"),
        render: (target) => <Outcome target={target} />,
      },
      {
        key: "started",
        title: t("batches.startedAt"),
        sort: "startedAt",
        width: 120,
        render: (target) => <RelativeTime at={target.startedAt} empty="—" />,
      },
      {
        key: "took",
        title: t("batches.took"),
        width: 100,
        render: (target) =>
          target.startedAt && target.completedAt ? (
            exactDuration(Date.parse(target.completedAt) - Date.parse(target.startedAt), t)
          ) : (
            <span className="faint">—</span>
          ),
      },
      {
        key: "command",
        title: t("batches.command"),
        width: 130,
        render: (target) =>
          target.commandId ? (
            <Link href={paths.command(target.commandId)} prefetch={false}>
              <code className="mono">{shortId(target.commandId)}</code>
            </Link>
          ) : (
            <span className="faint">—</span>
          ),
      },
    ],
    [t],
  );
}

function Outcome({ target }: { readonly target: BatchTarget }) {
  const reason = useReason();
  const storedText = useStoredText();
  if (target.status === "RUNNING") {
    const percent = target.progressPercent === null ? "" : `${Math.round(target.progressPercent)} % `;
    return (
      <span className="soft">
        {percent}
        {target.progressMessage}
      </span>
    );
  }
  if (target.errorCode === null) return null;
  return (
    <span className="wrap">
      {reason(target.errorCode)}{" "}
      {target.errorMessage ? (
        <span className="faint">{storedText(target.errorCode, target.errorMessage)}</span>
      ) : null}
    </span>
  );
}
