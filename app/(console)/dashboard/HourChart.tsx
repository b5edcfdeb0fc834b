"use client";

import { Tooltip } from "antd";
import type { ReactNode } from "react";
import { clockTime } from "../../_lib/format-time";
import { useLanguage, useText } from "../../_lib/i18n";
import type { Tone } from "../../_lib/theme";

export interface HourSeries {
  readonly key: string;
  readonly name: string;
  readonly tone: Tone;
  readonly icon: ReactNode;
}

export interface HourBar {
  /** ISO instant of the hour's beginning. */
  readonly hour: string;
  /** By the key of the series. */
  readonly counts: Readonly<Record<string, number>>;
}

interface HourChartProps {
  readonly label: string;
  /** Drawn from the bottom up. */
  readonly series: readonly HourSeries[];
  readonly bars: readonly HourBar[];
  readonly empty: string;
}

const hourMs = 3_600_000;

/** Stacked bars, one an hour. The same is said in words for those who cannot see them, and on hover. */
export function HourChart({ label, series, bars, empty }: HourChartProps) {
  const t = useText();
  const language = useLanguage();
  const totalOf = (bar: HourBar): number => series.reduce((sum, { key }) => sum + (bar.counts[key] ?? 0), 0);
  const highest = Math.max(...bars.map(totalOf), 0);
  if (highest === 0) return <p className="chart-none">{empty}</p>;

  const inWords = (counts: Readonly<Record<string, number>>): string =>
    series
      .filter(({ key }) => (counts[key] ?? 0) > 0)
      .map(({ key, name }) => t("dashboard.chartPart", { count: counts[key] ?? 0, name }))
      .join(", ") || t("dashboard.chartNothing");
  const totals = Object.fromEntries(
    series.map(({ key }) => [key, bars.reduce((sum, bar) => sum + (bar.counts[key] ?? 0), 0)]),
  );

  return (
    <figure className="chart">
      <div
        className="chart-plot"
        role="img"
        aria-label={t("dashboard.chartText", { label, parts: inWords(totals) })}
      >
        {bars.map((bar) => (
          <Tooltip
            key={bar.hour}
            title={t("dashboard.chartHour", {
              from: clockTime(bar.hour, language),
              to: clockTime(Date.parse(bar.hour) + hourMs, language),
              parts: inWords(bar.counts),
            })}
          >
            <div className="chart-column">
              {[...series].reverse().map(({ key, tone }) => {
                const count = bar.counts[key] ?? 0;
                return count > 0 ? (
                  <span
                    key={key}
                    className={`tone-${tone}`}
                    style={{ height: `${(count / highest) * 100}%` }}
                  />
                ) : null;
              })}
            </div>
          </Tooltip>
        ))}
      </div>
      <div className="chart-axis" aria-hidden="true">
        <span>{t("dashboard.hoursAgo")}</span>
        <span>{t("dashboard.now")}</span>
      </div>
      <ul className="chart-legend">
        {series.map(({ key, name, tone, icon }) => (
          <li key={key} className={`tone-${tone}`}>
            <span className="chart-swatch" aria-hidden="true" />
            <span aria-hidden="true">{icon}</span>
            {name} <b className="tabular">{(totals[key] ?? 0).toLocaleString(language)}</b>
          </li>
        ))}
      </ul>
    </figure>
  );
}
