"use client";

import dynamic from "next/dynamic";
import { useLanguage, useText } from "../../_lib/i18n";
import { useIdle } from "../../_lib/use-idle";
import { ChartTable } from "./ChartTable";
import { type PlotProps, totalOf } from "./chart-types";
import styles from "./charts.module.css";

/** The chart library is fetched when a picture is due, and never with the page. */
const BarsPlot = dynamic(() => import("./BarsPlot").catch(() => ({ default: PlotMissing })), {
  ssr: false,
  loading: PlotWaiting,
});

interface BarsChartProps extends PlotProps {
  /** The whole picture in a sentence. */
  readonly text: string;
  /** What a row is, as the head of the table's first column. */
  readonly rowHead: string;
}

/** Stacked bars with axes, a legend with the totals, a sentence that says the same, and all numbers as a table. */
export function BarsChart({ text, rowHead, ...plot }: BarsChartProps) {
  const language = useLanguage();
  const isIdle = useIdle();
  const { series, rows } = plot;
  return (
    <figure className={styles.chart} aria-label={text}>
      <div className={styles.plot}>{isIdle ? <BarsPlot {...plot} /> : <PlotWaiting />}</div>
      <ul className={`chart-legend ${styles.legend}`}>
        {series.map((one) => (
          <li key={one.key} className={`tone-${one.tone}`}>
            <span className={`chart-swatch ${styles.swatch}`} aria-hidden="true" />
            <span aria-hidden="true">{one.icon}</span>
            {one.name} <b className="tabular">{totalOf(rows, one).toLocaleString(language)}</b>
          </li>
        ))}
      </ul>
      <ChartTable rowHead={rowHead} {...plot} />
    </figure>
  );
}

/** In place of the plot when its script does not arrive: the page stays what it is. */
function PlotMissing() {
  const t = useText();
  return <p className="chart-none">{t("charts.missing")}</p>;
}

function PlotWaiting() {
  return <span aria-busy="true" />;
}
