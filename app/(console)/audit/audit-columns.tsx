"use client";

import { Fragment, useMemo } from "react";
import { useText } from "../../_lib/i18n";
import { CopyableId } from "../../_ui/CopyableId";
import type { DataColumn } from "../../_ui/data-table-types";
import { RelativeTime } from "../../_ui/RelativeTime";
import { StatusTag } from "../../_ui/StatusTag";
import { AuditActor } from "./AuditActor";
import { AuditTarget } from "./AuditTarget";
import type { AuditRow } from "./audit-row";
import { auditSummary } from "./audit-summary";

/** The columns of the audit trail. */
export function useAuditColumns(): readonly DataColumn<AuditRow>[] {
  const t = useText();
  return useMemo(
    () => [
      {
        key: "time",
        title: t("audit.time"),
        sort: "createdAt",
        width: 105,
        render: (event) => <RelativeTime at={event.createdAt} />,
      },
      {
        key: "action",
        title: t("audit.action"),
        primary: true,
        render: (event) => <AuditAction action={event.action} />,
      },
      { key: "actor", title: t("audit.actor"), render: (event) => <AuditActor event={event} /> },
      { key: "target", title: t("audit.target"), render: (event) => <AuditTarget event={event} /> },
      {
        key: "result",
        title: t("audit.result"),
        isState: true,
        width: 110,
        render: (event) => <StatusTag kind="result" value={event.result} />,
      },
      {
        key: "message",
        title: t("audit.message"),
        from: 900,
        hideInCard: true,
        render: (event) => {
          const summary = auditSummary(event);
          return (
            <span className="ellipsis message-cell soft" title={summary}>
              {summary}
            </span>
          );
        },
      },
      {
        key: "address",
        title: t("audit.address"),
        optional: true,
        width: 130,
        render: (event) =>
          event.ipAddress ? <code>{event.ipAddress}</code> : <span className="faint">—</span>,
      },
      {
        key: "id",
        title: t("audit.eventId"),
        optional: true,
        width: 150,
        render: (event) => <CopyableId id={event.id} />,
      },
    ],
    [t],
  );
}

/** Breaks after a dot where the column is narrow. */
function AuditAction({ action }: { readonly action: string }) {
  return (
    <code className="audit-action">
      {action.split(/(?<=\.)/).map((part) => (
        <Fragment key={part}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </code>
  );
}
