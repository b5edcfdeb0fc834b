import type { ReactNode } from "react";
import type { Tone } from "../../_lib/theme";

/** One kind of thing that is counted. */
export interface ChartSeries {
  readonly key: string;
  readonly name: string;
  readonly tone: Tone;
  readonly icon: ReactNode;
}

/** One bar. */
export interface ChartRow {
  readonly key: string;
  /** What the bar stands for: `14:00–15:00`. */
  readonly name: string;
  /** What the axis says where the bar begins; without it the axis says nothing there. */
  readonly tick?: string;
  /** By the key of the series. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface PlotProps {
  readonly label: string;
  /** Drawn from the bottom up. */
  readonly series: readonly ChartSeries[];
  readonly rows: readonly ChartRow[];
}

/** How many of a series a row has. */
export function countOf(row: ChartRow, series: ChartSeries): number {
  return row.counts[series.key] ?? 0;
}

/** How many of a series all rows have. */
export function totalOf(rows: readonly ChartRow[], series: ChartSeries): number {
  return rows.reduce((sum, row) => sum + countOf(row, series), 0);
}
