"use client";

import Link from "next/link";
import { useMemo } from "react";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import type { Outputs } from "../../_lib/trpc";
import { CopyableId } from "../../_ui/CopyableId";
import type { DataColumn } from "../../_ui/data-table-types";
import { RelativeTime } from "../../_ui/RelativeTime";
import { StatusTag } from "../../_ui/StatusTag";
import { TokenActions } from "./TokenActions";

export type TokenRow = Outputs["registrationTokens"]["list"]["items"][number];

/** The columns of the list of registration tokens. */
export function useTokenColumns(): readonly DataColumn<TokenRow>[] {
  const t = useText();
  return useMemo(
    () => [
      {
        key: "name",
        title: t("tokens.name"),
        primary: true,
        sort: "name",
        render: (token) => (
          <span className="cell-two">
            <b className="row-link">{token.name}</b>
            {token.boundAgentId ? (
              <span>{t("tokens.onlyFor", { agent: token.boundAgentCode ?? token.boundAgentId })}</span>
            ) : null}
          </span>
        ),
      },
      {
        key: "status",
        title: t("tokens.status"),
        isState: true,
        sort: "status",
        width: 120,
        render: (token) => <StatusTag kind="token" value={token.status} />,
      },
      {
        key: "usedBy",
        title: t("tokens.usedBy"),
        render: (token) =>
          token.agentId ? (
            <Link href={paths.agent(token.agentId)} prefetch={false}>
              {token.agentCode ?? token.agentId}
            </Link>
          ) : (
            <span className="faint">—</span>
          ),
      },
      {
        key: "used",
        title: t("tokens.used"),
        from: 900,
        sort: "usedAt",
        width: 115,
        render: (token) => <RelativeTime at={token.usedAt} empty="—" />,
      },
      {
        key: "expires",
        title: t("tokens.expires"),
        sort: "expiresAt",
        width: 115,
        render: (token) => <RelativeTime at={token.expiresAt} empty={t("tokens.neverExpires")} />,
      },
      {
        key: "createdBy",
        title: t("tokens.createdBy"),
        from: 900,
        render: (token) => token.createdByName ?? "—",
      },
      {
        key: "created",
        title: t("tokens.created"),
        from: 900,
        sort: "createdAt",
        width: 115,
        render: (token) => <RelativeTime at={token.createdAt} />,
      },
      { key: "id", title: "ID", optional: true, width: 150, render: (token) => <CopyableId id={token.id} /> },
      {
        key: "actions",
        title: t("common.actions"),
        width: 150,
        align: "right",
        render: (token) => <TokenActions token={token} />,
      },
    ],
    [t],
  );
}
