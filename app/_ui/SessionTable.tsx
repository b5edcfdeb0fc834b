"use client";

import { DesktopOutlined, MobileOutlined } from "@ant-design/icons";
import { Tooltip } from "antd";
import type { ReactNode } from "react";
import { useText } from "../_lib/i18n";
import type { Outputs } from "../_lib/trpc";
import { deviceOf } from "./device";
import { EmptyState } from "./EmptyState";
import { RelativeTime } from "./RelativeTime";

export type SessionRow = Outputs["account"]["sessions"][number];

interface SessionTableProps {
  readonly sessions: readonly SessionRow[];
  readonly label: string;
  readonly empty?: string;
  /** What can be done with one session. */
  action?(session: SessionRow): ReactNode;
}

/** Where somebody is signed in: the browser in words, the address, since when, last seen. */
export function SessionTable({ sessions, label, empty, action }: SessionTableProps) {
  const t = useText();
  if (sessions.length === 0) return <EmptyState title={empty} />;
  return (
    <ul className="sessions" aria-label={label}>
      {sessions.map((session) => {
        const device = deviceOf(session.userAgent);
        return (
          <li key={session.id} className="session">
            <span className="session-icon" aria-hidden="true">
              {device.isPhone ? <MobileOutlined /> : <DesktopOutlined />}
            </span>
            <div className="session-what">
              <Tooltip title={session.userAgent}>
                <b>
                  {device.name ?? t("account.unknownDevice")}
                  {device.system ? ` · ${device.system}` : ""}
                </b>
              </Tooltip>
              {session.current ? <span className="chip">{t("account.thisSession")}</span> : null}
              <p className="faint">
                {session.ipAddress ?? t("account.unknownAddress")} · {t("account.signedIn")}{" "}
                <RelativeTime at={session.createdAt} /> · {t("account.lastSeen")}{" "}
                <RelativeTime at={session.lastSeenAt} /> · {t("account.ends")}{" "}
                <RelativeTime at={session.expiresAt} />
              </p>
            </div>
            {action?.(session)}
          </li>
        );
      })}
    </ul>
  );
}
