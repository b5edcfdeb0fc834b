"use client";

import type { Action } from "@opstage/contracts";
import { Skeleton } from "antd";
import { exactDuration } from "../../_lib/duration";
import { useLanguage, useText } from "../../_lib/i18n";
import { trpc } from "../../_lib/trpc";
import { ErrorState } from "../../_ui/ErrorState";
import { RelativeTime } from "../../_ui/RelativeTime";
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
      <Skeleton active title={false} paragraph={{ rows: 3 }} />
    );
  const { p50Ms, p95Ms, maxMs } = data;
  if (p50Ms === null || p95Ms === null || maxMs === null)
    return <p className="faint">{t("services.durationsNone")}</p>;
  const highest = Math.max(...data.buckets.map(({ succeeded, failed }) => succeeded + failed));
  const from = (ms: number): string => exactDuration(ms, t);
  return (
    <figure className={styles.durations}>
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
      <div
        className={styles.plot}
        role="img"
        aria-label={t("services.durationsPicture", {
          count: data.runs,
          p50: from(p50Ms),
          p95: from(p95Ms),
          max: from(maxMs),
        })}
      >
        {data.buckets.map(({ fromMs, toMs, succeeded, failed }) => (
          <span
            key={fromMs}
            className={styles.column}
            title={t("services.durationsBucket", {
              from: from(fromMs),
              to: toMs > maxMs ? from(maxMs) : from(toMs),
              succeeded,
              failed,
            })}
          >
            {failed > 0 ? (
              <span
                className={`tone-bad ${styles.failed}`}
                style={{ height: `${(failed / highest) * 100}%` }}
              />
            ) : null}
            {succeeded > 0 ? (
              <span className="tone-busy" style={{ height: `${(succeeded / highest) * 100}%` }} />
            ) : null}
          </span>
        ))}
      </div>
      <div className="chart-axis" aria-hidden="true">
        <span>{from(data.buckets[0]?.fromMs ?? 0)}</span>
        <span>{from(maxMs)}</span>
      </div>
      {data.since === null ? null : (
        <figcaption className="faint">
          {t("services.durationsSince")} <RelativeTime at={data.since} />
        </figcaption>
      )}
    </figure>
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
