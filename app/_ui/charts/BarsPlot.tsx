"use client";

import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, type XAxisTickContentProps, YAxis } from "recharts";
import { useLanguage, useText } from "../../_lib/i18n";
import { ChartTip } from "./ChartTip";
import { type ChartRow, type ChartSeries, countOf, type PlotProps } from "./chart-types";
import { toneFill } from "./tone-fills";

const text = { fill: "var(--textFaint)", fontSize: 11 };

/** The drawn part of a chart: loaded on demand, because the chart library weighs more than most pages. */
export default function BarsPlot({ label, series, rows }: PlotProps) {
  const t = useText();
  const language = useLanguage();
  const ticks = new Map(rows.flatMap(({ key, tick }) => (tick === undefined ? [] : [[key, tick]])));
  const highest = Math.max(...rows.map((row) => series.reduce((sum, one) => sum + countOf(row, one), 0)));
  const compact = new Intl.NumberFormat(language, { notation: "compact" });
  return (
    <BarChart
      responsive
      style={{ width: "100%", height: "100%" }}
      data={[...rows]}
      margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
      barCategoryGap="14%"
      aria-label={t("charts.keys", { label })}
      // A click would give the chart the focus and leave the numbers of its first bar standing there.
      onMouseDown={(_, event) => event.preventDefault()}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="key"
        height={22}
        ticks={[...ticks.keys()]}
        tickFormatter={(key: string) => ticks.get(key) ?? ""}
        interval="equidistantPreserveStart"
        minTickGap={10}
        tick={EdgeTick}
        tickLine={false}
        axisLine={{ stroke: "var(--lineStrong)" }}
        {...text}
      />
      <YAxis
        width="auto"
        tickCount={Math.min(highest + 1, 4)}
        niceTicks="snap125"
        allowDecimals={false}
        tickFormatter={(count: number) => compact.format(count)}
        tick={text}
        tickLine={false}
        axisLine={false}
      />
      <Tooltip
        isAnimationActive={false}
        position={{ y: 0 }}
        allowEscapeViewBox={{ y: true }}
        cursor={{ fill: "var(--line)", fillOpacity: 0.6, stroke: "none" }}
        content={({ active, label: key }) => (
          <ChartTip row={active ? rows.find((row) => row.key === key) : undefined} series={series} />
        )}
      />
      {series.map((one) => (
        <Bar
          key={one.key}
          dataKey={`counts.${one.key}`}
          stackId="all"
          fill={toneFill(one.tone)}
          stroke="var(--chart-ground)"
          isAnimationActive={false}
          // One of thousands is seen, none is not.
          minPointSize={(_, index) => (hasAny(rows[index], one) ? 3 : 0)}
        />
      ))}
    </BarChart>
  );
}

/** A mark and its text where a bar begins, not under its middle: the hour of 14:00 starts there. */
function EdgeTick({ x, y, payload, tickFormatter, index }: XAxisTickContentProps) {
  const edge = Number(x) - (payload.offset ?? 0);
  return (
    <g>
      <line x1={edge} x2={edge} y1={Number(y) - 8} y2={Number(y) - 3} stroke="var(--lineStrong)" />
      <text x={edge} y={Number(y) + 8} textAnchor="middle" {...text}>
        {tickFormatter?.(payload.value, index)}
      </text>
    </g>
  );
}

function hasAny(row: ChartRow | undefined, series: ChartSeries): boolean {
  return row !== undefined && countOf(row, series) > 0;
}
