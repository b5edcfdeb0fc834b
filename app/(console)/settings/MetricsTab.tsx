"use client";

import Link from "next/link";
import { exactDuration } from "../../_lib/duration";
import { useLanguage, useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { detailOptions } from "../../_lib/query-options";
import { type Outputs, trpc } from "../../_lib/trpc";
import { EmptyState } from "../../_ui/EmptyState";
import { ErrorState } from "../../_ui/ErrorState";
import { FactGrid } from "../../_ui/FactGrid";
import { Panel } from "../../_ui/Panel";
import { SkeletonRows } from "../../_ui/SkeletonRows";
import { Tally } from "../dashboard/Tally";

type Metrics = Outputs["metrics"]["summary"];

const totals = [
  "users",
  "agents",
  "capsuleServices",
  "registrationTokens",
  "commands",
  "auditEvents",
] as const;
const operational = [
  "commandsDispatched",
  "commandsCompleted",
  "commandsFailed",
  "actionPrepareRequested",
  "actionPrepareTimeouts",
  "actionPrepareFailures",
  "agentCommandPolls",
  "oversizedCommandResultsRejected",
] as const;

function Durations({ durations }: { readonly durations: Metrics["commandDurations"] }) {
  const t = useText();
  const text = (ms: number | null): string => (ms === null ? "—" : exactDuration(ms, t));
  return (
    <Panel title={t("settings.durations")} className="span-4 figures">
      <FactGrid
        facts={[
          { label: "p50", value: <b className="figure">{text(durations.p50Ms)}</b> },
          { label: "p95", value: <b className="figure">{text(durations.p95Ms)}</b> },
          { label: t("settings.longest"), value: <b className="figure">{text(durations.maxMs)}</b> },
          {
            label: t("settings.sample"),
            value: t("settings.sampleOf", { count: durations.sampleSize }),
            wide: true,
          },
        ]}
      />
    </Panel>
  );
}

function TopErrors({ errors }: { readonly errors: Metrics["topCommandErrors"] }) {
  const t = useText();
  const language = useLanguage();
  const most = errors[0]?.count ?? 1;
  return (
    <Panel title={t("settings.topErrors")} className="span-8">
      {errors.length === 0 ? (
        <p className="faint">{t("settings.noErrors")}</p>
      ) : (
        <ul className="bar-list">
          {errors.map(({ code, count }) => (
            <li key={code}>
              <code className="mono">{code}</code>
              <span className="bar-track" aria-hidden="true">
                <span className="tone-bad" style={{ width: `${(count / most) * 100}%` }} />
              </span>
              <b className="tabular">{count.toLocaleString(language)}</b>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Figures({ data }: { readonly data: Metrics }) {
  const t = useText();
  const language = useLanguage();
  const { byStatus } = data;
  return (
    <div className="dashboard">
      <Panel title={t("settings.totals")} className="span-12 figures">
        <FactGrid
          facts={totals.map((name) => ({
            label: t(`settings.total.${name}`),
            value: <b className="figure">{data.totals[name].toLocaleString(language)}</b>,
          }))}
        />
      </Panel>
      <Tally
        className="span-6"
        kind="service"
        title={t("settings.total.capsuleServices")}
        counts={byStatus.capsuleServices}
        hrefFor={(status) => paths.services({ status })}
      />
      <Tally
        className="span-6"
        kind="agent"
        title={t("settings.total.agents")}
        counts={byStatus.agents}
        hrefFor={(status) => paths.agents({ status })}
      />
      <Tally
        className="span-6"
        kind="command"
        title={t("settings.total.commands")}
        counts={byStatus.commands}
        hrefFor={(status) => paths.commands({ status })}
      />
      <Tally
        className="span-6"
        kind="token"
        title={t("settings.total.registrationTokens")}
        counts={byStatus.registrationTokens}
        hrefFor={(status) => paths.registrationTokens({ status })}
      />
      <Durations durations={data.commandDurations} />
      <TopErrors errors={data.topCommandErrors} />
      <Panel title={t("settings.sinceStart")} className="span-12">
        <FactGrid
          facts={[
            ...operational.map((name) => ({
              label: t(`settings.operational.${name}`),
              value: <span className="tabular">{data.operational[name].toLocaleString(language)}</span>,
            })),
            {
              label: t("settings.operational.staleOnlineAgents"),
              value: (
                <Link href={paths.services({ status: "STALE" })}>{data.operational.staleOnlineAgents}</Link>
              ),
            },
          ]}
        />
      </Panel>
    </div>
  );
}

/** The numbers of this Opstage: totals, statuses, durations, errors. */
export function MetricsTab() {
  const t = useText();
  const query = trpc.metrics.summary.useQuery(undefined, detailOptions);
  if (query.data !== undefined) return <Figures data={query.data} />;
  if (query.error)
    return <ErrorState error={query.error} onRetry={() => query.refetch()} isRetrying={query.isFetching} />;
  return query.isPending ? (
    <SkeletonRows rows={6} columns={4} />
  ) : (
    <EmptyState title={t("settings.noErrors")} />
  );
}
