"use client";

import { useMemo } from "react";
import { useText } from "../../_lib/i18n";
import { useSession } from "../../_lib/session";
import type { Outputs } from "../../_lib/trpc";
import { CopyableId } from "../../_ui/CopyableId";
import type { DataColumn } from "../../_ui/data-table-types";
import { RelativeTime } from "../../_ui/RelativeTime";
import { StatusTag } from "../../_ui/StatusTag";
import { RoleName } from "./RoleChoice";

export type UserRow = Outputs["users"]["list"]["items"][number];

/** The columns of the list of users. */
export function useUserColumns(): readonly DataColumn<UserRow>[] {
  const t = useText();
  const ownId = useSession()?.user.id;
  return useMemo(
    () => [
      {
        key: "username",
        title: t("users.username"),
        primary: true,
        sort: "username",
        render: (user) => (
          <span className="cell-two">
            <b>{user.username}</b>
            {user.displayName || user.id === ownId ? (
              <span>
                {[user.displayName, user.id === ownId ? t("users.you") : null].filter(Boolean).join(" · ")}
              </span>
            ) : null}
          </span>
        ),
      },
      {
        key: "role",
        title: t("users.role"),
        sort: "role",
        width: 130,
        render: (user) => <RoleName role={user.role} />,
      },
      {
        key: "status",
        title: t("users.status"),
        isState: true,
        sort: "status",
        width: 120,
        render: (user) => <StatusTag kind="user" value={user.status} />,
      },
      {
        key: "lastLogin",
        title: t("users.lastLogin"),
        sort: "lastLoginAt",
        width: 140,
        render: (user) => <RelativeTime at={user.lastLoginAt} />,
      },
      {
        key: "sessions",
        title: t("users.sessions"),
        width: 100,
        align: "right",
        render: (user) => <span className={user.activeSessions ? "" : "faint"}>{user.activeSessions}</span>,
      },
      {
        key: "created",
        title: t("users.created"),
        from: 800,
        sort: "createdAt",
        width: 140,
        render: (user) => <RelativeTime at={user.createdAt} />,
      },
      {
        key: "changed",
        title: t("users.changed"),
        sort: "updatedAt",
        optional: true,
        width: 140,
        render: (user) => <RelativeTime at={user.updatedAt} />,
      },
      { key: "id", title: "ID", optional: true, width: 150, render: (user) => <CopyableId id={user.id} /> },
    ],
    [t, ownId],
  );
}
