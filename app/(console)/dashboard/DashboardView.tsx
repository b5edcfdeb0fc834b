"use client";

import { useRef } from "react";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { detailOptions } from "../../_lib/query-options";
import { type Outputs, trpc } from "../../_lib/trpc";
import { ErrorState } from "../../_ui/ErrorState";
import { PageHeader } from "../../_ui/PageHeader";
import { FirstArrival } from "./FirstArrival";
import { OutcomesChart, TransitionsChart } from "./hour-charts";
import { NeedsAttention } from "./NeedsAttention";
import { RecentAudit, RecentCommands } from "./recent";
import { Skeleton } from "./Skeleton";
import { StartGuide } from "./StartGuide";
import { Tally } from "./Tally";

export type Summary = Outputs["dashboard"]["summary"];

/** The fleet at a glance; before the first agent, the way to it. */
export function DashboardView() {
  const t = useText();
  // Who saw the guide is told that it worked.
  const wasEmpty = useRef(false);
  const query = trpc.dashboard.summary.useQuery(undefined, detailOptions);
  const summary = query.data;
  if (summary === undefined) {
    return (
      <>
        <PageHeader title={t("dashboard.title")} purpose={t("dashboard.purpose")} />
        {query.error ? (
          <ErrorState error={query.error} onRetry={() => query.refetch()} isRetrying={query.isFetching} />
        ) : (
          <Skeleton />
        )}
      </>
    );
  }
  const agentCount = Object.values(summary.agentCounts).reduce((sum, count) => sum + count, 0);
  if (agentCount === 0) {
    wasEmpty.current = true;
    return <StartGuide />;
  }
  const since = new Date(Math.floor(query.dataUpdatedAt / 60_000) * 60_000 - 24 * 3_600_000).toISOString();
  return (
    <>
      <PageHeader title={t("dashboard.title")} purpose={t("dashboard.purpose")} />
      {wasEmpty.current ? <FirstArrival /> : null}
      <div className="dashboard">
        <Tally
          className="span-4"
          kind="service"
          title={t("dashboard.servicesByStatus")}
          counts={summary.serviceCounts}
          hrefFor={(status) => paths.services({ status })}
        />
        <Tally
          className="span-4"
          kind="agent"
          title={t("dashboard.agentsByStatus")}
          counts={summary.agentCounts}
          hrefFor={(status) => paths.agents({ status })}
        />
        <Tally
          className="span-4"
          kind="command"
          title={t("dashboard.commandsByStatus")}
          counts={summary.commandCounts24h}
          hrefFor={(status) => paths.commands({ status, from: since })}
        />
        <NeedsAttention
          className="span-7"
          items={summary.needsAttention}
          total={summary.needsAttentionTotal}
        />
        <div className="span-5 stack-tight">
          <OutcomesChart hours={summary.commandOutcomesPerHour} />
          <TransitionsChart hours={summary.statusTransitionsPerHour} />
        </div>
        <RecentCommands className="span-6" commands={summary.recentCommands} />
        <RecentAudit className="span-6" events={summary.recentAuditEvents} />
      </div>
    </>
  );
}
