"use client";

import { WarningOutlined } from "@ant-design/icons";
import { Tooltip } from "antd";
import Link from "next/link";
import { useMemo } from "react";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { useReasonText } from "../../_lib/reason-text";
import type { Outputs } from "../../_lib/trpc";
import { CopyableId } from "../../_ui/CopyableId";
import type { DataColumn } from "../../_ui/data-table-types";
import { RelativeTime } from "../../_ui/RelativeTime";
import { StatusTag } from "../../_ui/StatusTag";
import { Freshness } from "./Freshness";

export type AgentRow = Outputs["agents"]["list"]["items"][number];

function Missing() {
  return <span className="faint">—</span>;
}

/** The columns of the list of agents. */
export function useAgentColumns(): readonly DataColumn<AgentRow>[] {
  const t = useText();
  return useMemo(
    () => [
      {
        key: "code",
        title: t("agents.code"),
        primary: true,
        sort: "code",
        render: (agent) => agent.code,
      },
      {
        key: "name",
        title: t("agents.name"),
        sort: "name",
        render: (agent) => <span className="soft">{agent.name ?? "—"}</span>,
      },
      {
        key: "status",
        title: t("agents.status"),
        isState: true,
        render: (agent) => <AgentStatus agent={agent} />,
      },
      {
        key: "services",
        title: t("agents.services"),
        width: 80,
        align: "right",
        render: (agent) => (
          <Link href={paths.services({ agentId: agent.id })} prefetch={false} className="tabular">
            {agent.serviceCount}
          </Link>
        ),
      },
      {
        key: "lastHeartbeat",
        title: t("agents.lastHeartbeat"),
        sort: "lastHeartbeatAt",
        width: 125,
        render: (agent) => <Freshness agent={agent} />,
      },
      {
        key: "mode",
        title: t("agents.mode"),
        from: 700,
        sort: "mode",
        width: 95,
        render: (agent) => t(`common.mode.${agent.mode}`),
      },
      {
        key: "runtime",
        title: t("agents.runtime"),
        from: 860,
        sort: "runtime",
        width: 95,
        render: (agent) => agent.runtime ?? <Missing />,
      },
      {
        key: "host",
        title: t("agents.host"),
        from: 900,
        hideInCard: true,
        render: (agent) => agent.hostname ?? <Missing />,
      },
      {
        key: "sdk",
        title: t("agents.sdk"),
        from: 1040,
        hideInCard: true,
        width: 75,
        render: (agent) =>
          agent.sdkVersion ? <Tooltip title={agent.sdkName}>{agent.sdkVersion}</Tooltip> : <Missing />,
      },
      {
        key: "created",
        title: t("agents.created"),
        from: 900,
        sort: "createdAt",
        hideInCard: true,
        width: 105,
        render: (agent) => <RelativeTime at={agent.createdAt} />,
      },
      {
        key: "id",
        title: "ID",
        optional: true,
        width: 150,
        render: (agent) => <CopyableId id={agent.id} />,
      },
    ],
    [t],
  );
}

/** The status with its reason on hover, and a mark when two processes speak for the agent. */
function AgentStatus({ agent }: { readonly agent: AgentRow }) {
  const t = useText();
  const reasonText = useReasonText("agent");
  return (
    <span className="row tags">
      <StatusTag kind="agent" value={agent.status} reason={reasonText(agent.statusReason)} />
      {agent.twoInstances ? (
        <Tooltip title={t("agents.twoInstances")}>
          <span className="tag tone-warn" role="img" aria-label={t("agents.twoInstancesShort")}>
            <WarningOutlined />
            ×2
          </span>
        </Tooltip>
      ) : null}
    </span>
  );
}
