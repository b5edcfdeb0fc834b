"use client";

import type { HealthInterval } from "@opstage/contracts";
import { useMemo } from "react";
import { exactTime } from "../../_lib/format-time";
import { useLanguage, useText } from "../../_lib/i18n";
import { HealthLegend, healthTone } from "./HealthLegend";
import { lastReports } from "./last-reports";
import styles from "./services.module.css";

/** How many reports stand in the bar. */
export const reportCount = 90;

const states = ["UP", "DEGRADED", "DOWN", "UNKNOWN"] as const;

/** The last reports, each a cell, the newest at the right; how many said what is said in words. */
export function ReportBar({ intervals }: { readonly intervals: readonly HealthInterval[] }) {
  const t = useText();
  const language = useLanguage();
  const runs = useMemo(() => lastReports(intervals, reportCount), [intervals]);
  const known = runs.reduce((sum, { reports }) => sum + reports, 0);
  const counts = states.map((state) => ({
    state,
    count: runs.reduce((sum, { status, reports }) => sum + (status === state ? reports : 0), 0),
  }));
  const words = counts
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => t("charts.part", { count, name: t(`common.health.${state}`) }))
    .join(", ");
  const [first, last] = [runs[0], runs.at(-1)];
  return (
    <figure className={styles.bar}>
      <div
        className={`${styles.barTrack} ${styles.isCells}`}
        role="img"
        aria-label={t("services.reportsPicture", { count: known, words })}
      >
        {known < reportCount && <span className={styles.barNone} style={{ flexGrow: reportCount - known }} />}
        {runs.flatMap((run) =>
          Array.from({ length: run.reports }, (_, at) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a run are alike
              key={`${run.from} ${at}`}
              className={`${styles.barCell} ${healthTone(run.status)}`}
              title={[
                t(`common.health.${run.status}`),
                `${exactTime(run.from, language)} – ${exactTime(run.to, language)}`,
                run.message ?? "",
              ].join("\n")}
            />
          )),
        )}
      </div>
      {first && last && (
        <div className={styles.barScale} aria-hidden="true">
          <span>{exactTime(first.from, language)}</span>
          <span>{exactTime(last.to, language)}</span>
        </div>
      )}
      <HealthLegend
        entries={counts.map(({ state, count }) => ({ state, amount: count, text: String(count) }))}
      />
    </figure>
  );
}
