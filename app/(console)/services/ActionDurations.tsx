"use client";

import type { Action } from "@opstage/contracts";
import { Skeleton } from "antd";
import { exactDuration } from "../../_lib/duration";
import { useLanguage, useText } from "../../_lib/i18n";
import { trpc } from "../../_lib/trpc";
import { BarsChart } from "../../_ui/charts/BarsChart";
import { ErrorState } from "../../_ui/ErrorState";
import { RelativeTime } from "../../_ui/RelativeTime";
import { lookOf } from "../../_ui/status-tones";
import styles from "./durations.module.css";

/** How long the newest runs of an action took: the usual, the slow and the slowest, and how they spread. */
export default function ActionDurations({ action }: { readonly action: Action }) {
  const t = useText();
  const language = useLanguage();
  const query = trpc.actions.durations.useQuery({ serviceId: action.serviceId, actionName: action.name });
  const data = query.data;
  if (data === undefined)
    return query.error ? (
      <ErrorState error={query.error} onRetry={query.refetch} isRetrying={query.isFetching} />
    ) : (
      <div className={`${styles.durations} ${styles.waiting}`}>
        <Skeleton active title={false} paragraph={{ rows: 3 }} />
      </div>
    );
  const { p50Ms, p95Ms, maxMs } = data;
  if (p50Ms === null || p95Ms === null || maxMs === null)
    return <p className="faint">{t("services.durationsNone")}</p>;
  const from = (ms: number): string => exactDuration(ms, t);
  return (
    <div className={styles.durations}>
      <dl className={styles.figures}>
        <Figure name={t("services.durationP50")} value={from(p50Ms)} />
        <Figure name={t("services.durationP95")} value={from(p95Ms)} />
        <Figure name={t("services.durationMax")} value={from(maxMs)} />
        <Figure
          name={t("services.durationRuns")}
          value={data.runs.toLocaleString(language)}
          more={data.failed > 0 ? t("services.durationFailed", { count: data.failed }) : null}
        />
      </dl>
      <BarsChart
        label={t("services.durations")}
        text={t("services.durationsPicture", {
          count: data.runs,
          p50: from(p50Ms),
          p95: from(p95Ms),
          max: from(maxMs),
        })}
        rowHead={t("services.durationsTook")}
        series={[
          { key: "succeeded", name: t("common.command.SUCCEEDED"), ...lookOf("command", "SUCCEEDED") },
          { key: "failed", name: t("common.command.FAILED"), ...lookOf("command", "FAILED") },
        ]}
        rows={data.buckets.map(({ fromMs, toMs, ...counts }) => ({
          key: String(fromMs),
          // The last of all buckets has no end of its own.
          name: t("services.durationsRange", {
            from: from(fromMs),
            to: from(toMs === Number.MAX_SAFE_INTEGER ? maxMs : toMs),
          }),
          tick: from(fromMs),
          counts,
        }))}
      />
      {data.since === null ? null : (
        <p className="faint">
          {t("services.durationsSince")} <RelativeTime at={data.since} />
        </p>
      )}
    </div>
  );
}

function Figure({
  name,
  value,
  more,
}: {
  readonly name: string;
  readonly value: string;
  readonly more?: string | null;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="tabular">
        {value} {more ? <span className="silent">{more}</span> : null}
      </dd>
    </div>
  );
}
