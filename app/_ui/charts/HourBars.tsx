"use client";

import { clockTime } from "../../_lib/format-time";
import { useLanguage, useText } from "../../_lib/i18n";
import { BarsChart } from "./BarsChart";
import { type ChartSeries, totalOf } from "./chart-types";

interface HourBarsProps {
  readonly label: string;
  readonly series: readonly ChartSeries[];
  /** `hour` is the ISO instant of the hour's beginning; the counts stand by the keys of the series. */
  readonly hours: readonly { readonly hour: string; readonly counts: Readonly<Record<string, number>> }[];
  readonly empty: string;
}

const hourMs = 3_600_000;
const hoursPerTick = 3;

/** What happened in each of the last 24 hours, on the viewer's clock. */
export function HourBars({ label, series, hours, empty }: HourBarsProps) {
  const t = useText();
  const language = useLanguage();
  const rows = hours.map(({ hour, counts }) => {
    const from = clockTime(hour, language);
    const to = clockTime(Date.parse(hour) + hourMs, language);
    const isTick = new Date(hour).getHours() % hoursPerTick === 0;
    return { key: hour, name: t("charts.range", { from, to }), counts, ...(isTick && { tick: from }) };
  });
  const totals = series
    .map((one) => ({ name: one.name, count: totalOf(rows, one) }))
    .filter(({ count }) => count > 0);
  if (totals.length === 0) return <p className="chart-none">{empty}</p>;
  const parts = totals.map((total) => t("charts.part", total)).join(", ");
  return (
    <BarsChart
      label={label}
      text={t("charts.lastDay", { label, parts })}
      rowHead={t("charts.hour")}
      series={series}
      rows={rows}
    />
  );
}
