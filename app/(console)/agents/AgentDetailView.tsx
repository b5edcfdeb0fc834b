"use client";

import { Alert, Tabs } from "antd";
import { toFailure } from "../../_lib/failure";
import { useText } from "../../_lib/i18n";
import { idFilter } from "../../_lib/list-state";
import { detailOptions } from "../../_lib/query-options";
import { useReasonText } from "../../_lib/reason-text";
import { type Outputs, trpc } from "../../_lib/trpc";
import { useUrlValue } from "../../_lib/url-value";
import { DetailHeader } from "../../_ui/DetailHeader";
import { EmptyState } from "../../_ui/EmptyState";
import { ErrorState } from "../../_ui/ErrorState";
import { SkeletonRows } from "../../_ui/SkeletonRows";
import { StatusTag } from "../../_ui/StatusTag";
import { AgentActions } from "./AgentActions";
import { AgentOverview } from "./AgentOverview";
import { AgentTokens } from "./AgentTokens";
import { AgentAudit, AgentCommands, AgentServices } from "./agent-tabs";

export type AgentDetail = Outputs["agents"]["get"];

interface AgentDetailViewProps {
  readonly agentId: string;
  /** 1 where the agent is the page, 2 in a drawer over a page with a heading of its own. */
  readonly headingLevel?: 1 | 2;
  /** What to do once the agent is gone. */
  onRemoved(): void;
}

const toAgentId = idFilter("agt");

/** One agent: what it is, why it has its status, what it does, and what can be done about it. */
export function AgentDetailView({ agentId, headingLevel = 2, onRemoved }: AgentDetailViewProps) {
  const t = useText();
  const reasonText = useReasonText("agent");
  const [tab, setTab] = useUrlValue("tab");
  const id = toAgentId(agentId);
  const query = trpc.agents.get.useQuery(
    { agentId: id ?? "agt_" },
    { ...detailOptions, enabled: id !== undefined },
  );
  const agent = query.data;
  const Heading = headingLevel === 1 ? "h1" : "h2";

  if (id === undefined || toFailure(query.error).code === "AGENT_NOT_FOUND")
    return <EmptyState title={<Heading className="empty-title">{t("agents.notFound")}</Heading>} />;
  if (agent === undefined)
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => query.refetch()} isRetrying={query.isFetching} />
    ) : (
      <SkeletonRows rows={6} columns={3} />
    );

  return (
    <article className="detail">
      <DetailHeader
        title={agent.name ?? agent.code}
        level={headingLevel}
        tags={<StatusTag kind="agent" value={agent.status} />}
        why={reasonText(agent.statusReason)}
        actions={<AgentActions agent={agent} onRemoved={onRemoved} />}
      />
      {agent.twoInstances ? <Alert type="warning" showIcon title={t("agents.twoInstances")} /> : null}
      <Tabs
        activeKey={tab ?? "overview"}
        onChange={(key) => setTab(key === "overview" ? undefined : key)}
        items={[
          { key: "overview", label: t("agents.tabOverview"), children: <AgentOverview agent={agent} /> },
          {
            key: "services",
            label: `${t("agents.tabServices")} ${agent.services.length}`,
            children: <AgentServices agent={agent} />,
          },
          { key: "commands", label: t("agents.tabCommands"), children: <AgentCommands agent={agent} /> },
          { key: "audit", label: t("agents.tabAudit"), children: <AgentAudit agent={agent} /> },
          { key: "tokens", label: t("agents.tabTokens"), children: <AgentTokens agent={agent} /> },
        ]}
      />
    </article>
  );
}
