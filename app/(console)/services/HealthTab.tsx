"use client";

import type { CapsuleServiceDetail, HealthInterval } from "@opstage/contracts";
import { Alert, Segmented, Skeleton } from "antd";
import { useState } from "react";
import { useNow } from "../../_lib/clock";
import { exactDuration } from "../../_lib/duration";
import { type TextKey, useText } from "../../_lib/i18n";
import { listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { ErrorState } from "../../_ui/ErrorState";
import { ExactTime } from "../../_ui/ExactTime";
import { Panel } from "../../_ui/Panel";
import { StatusTag } from "../../_ui/StatusTag";
import { HealthBar } from "./HealthBar";
import { HealthNow } from "./HealthNow";
import { ReportBar } from "./ReportBar";
import styles from "./services.module.css";

const hour = 3_600_000;
const ranges = [
  { value: "reports", ms: 168 * hour, label: "services.rangeReports" },
  { value: "hour", ms: hour, label: "services.rangeHour" },
  { value: "day", ms: 24 * hour, label: "services.rangeDay" },
  { value: "week", ms: 168 * hour, label: "services.rangeWeek" },
] as const satisfies readonly { value: string; ms: number; label: TextKey }[];

/** The service's health: now, over time, and each change of it. */
export function HealthTab({ service }: { readonly service: CapsuleServiceDetail }) {
  const t = useText();
  return (
    <div className="stack-lg">
      <Panel title={t("services.healthNow")}>
        <HealthNow service={service} />
      </Panel>
      <HealthHistoryPanel service={service} />
    </div>
  );
}

function HealthHistoryPanel({ service }: { readonly service: CapsuleServiceDetail }) {
  const t = useText();
  const [range, setRange] = useState<(typeof ranges)[number]>(ranges[2]);
  // A window that moves with every minute keeps the query the same in between.
  const minute = useNow(60_000);
  const to = minute + 60_000;
  const from = to - range.ms;
  const query = trpc.services.healthHistory.useQuery(
    { serviceId: service.id, from: new Date(from).toISOString(), to: new Date(to).toISOString() },
    listOptions,
  );
  const history = query.data;
  // A report of this minute is newer than the clock of minutes.
  const newest = history?.intervals[0];
  const end = Math.max(minute, newest ? Date.parse(newest.to) : 0);
  return (
    <Panel
      title={t("services.history")}
      extra={
        <Segmented
          size="small"
          aria-label={t("services.historyRange")}
          value={range.value}
          onChange={(value) => setRange(ranges.find((entry) => entry.value === value) ?? ranges[2])}
          options={ranges.map(({ value, label }) => ({ value, label: t(label) }))}
        />
      }
    >
      {history ? (
        <div className="stack-lg">
          {range.value === "reports" ? (
            <ReportBar intervals={history.intervals} />
          ) : (
            <HealthBar intervals={history.intervals} from={end - range.ms} to={end} />
          )}
          {history.truncated && <Alert type="info" showIcon title={t("services.historyTruncated")} />}
          <Transitions intervals={history.intervals} />
        </div>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={query.refetch} isRetrying={query.isFetching} />
      ) : (
        <Skeleton active title={false} paragraph={{ rows: 4 }} />
      )}
    </Panel>
  );
}

function Transitions({ intervals }: { readonly intervals: readonly HealthInterval[] }) {
  const t = useText();
  if (intervals.length === 0) return <p className="faint">{t("services.historyEmpty")}</p>;
  return (
    <section className="stack" aria-label={t("services.transitions")}>
      <h3 className={styles.subheading}>{t("services.transitions")}</h3>
      <ol className={styles.transitions}>
        {intervals.map((interval) => (
          <li key={interval.id} className={styles.transition}>
            <StatusTag kind="health" value={interval.status} />
            <span className={styles.transitionMessage}>{interval.message ?? ""}</span>
            <span className={styles.transitionTime}>
              <ExactTime at={interval.from} />
              <span className="faint">
                {interval.samples > 1 && (
                  <>
                    {t("services.lasted", {
                      duration: exactDuration(Date.parse(interval.to) - Date.parse(interval.from), t),
                    })}
                    {" · "}
                  </>
                )}
                {t("services.samples", { count: interval.samples })}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
