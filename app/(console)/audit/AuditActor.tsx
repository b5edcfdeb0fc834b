"use client";

import { ClusterOutlined, SettingOutlined, UserOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useText } from "../../_lib/i18n";
import { shortId } from "../../_ui/CopyableId";
import type { AuditRow } from "./audit-row";

const icons: Readonly<Record<AuditRow["actorType"], ReactNode>> = {
  USER: <UserOutlined />,
  AGENT: <ClusterOutlined />,
  SYSTEM: <SettingOutlined />,
};

/** Who did it: a person, an agent or the system itself, by the name it had then. */
export function AuditActor({ event }: { readonly event: AuditRow }) {
  const t = useText();
  const kind = t(`common.actor.${event.actorType}`);
  return (
    <span className="row nowrap">
      <span className="faint" role="img" aria-label={kind}>
        {icons[event.actorType]}
      </span>
      {event.actorName ?? (event.actorId ? shortId(event.actorId) : kind)}
    </span>
  );
}
