"use client";

import { useText } from "../../_lib/i18n";
import { CopyableId } from "../../_ui/CopyableId";
import { ExactTime } from "../../_ui/ExactTime";
import { FactGrid } from "../../_ui/FactGrid";
import { JsonTree } from "../../_ui/JsonTree";
import type { AuditRow } from "./audit-row";

/** All that is known about one event. */
export function AuditDetails({ event }: { readonly event: AuditRow }) {
  const t = useText();
  const hasMetadata = Object.keys(event.metadata).length > 0;
  return (
    <div className="audit-expanded">
      <FactGrid
        facts={[
          { label: t("audit.time"), value: <ExactTime at={event.createdAt} /> },
          { label: t("audit.eventId"), value: <CopyableId id={event.id} /> },
          event.actorId !== null && { label: t("audit.actorId"), value: <CopyableId id={event.actorId} /> },
          event.targetId !== null && {
            label: t("audit.targetId"),
            value: <CopyableId id={event.targetId} />,
          },
          event.ipAddress !== null && { label: t("audit.address"), value: <code>{event.ipAddress}</code> },
          event.message !== null && { label: t("audit.message"), value: event.message, wide: true },
          event.userAgent !== null && { label: t("audit.browser"), value: event.userAgent, wide: true },
        ]}
      />
      {hasMetadata ? (
        <JsonTree value={event.metadata} label={t("audit.metadata")} />
      ) : (
        <p className="faint">{t("audit.noMetadata")}</p>
      )}
    </div>
  );
}
