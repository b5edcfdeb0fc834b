import { useLanguage } from "../../_lib/i18n";
import { type ChartRow, type ChartSeries, countOf } from "./chart-types";
import styles from "./charts.module.css";

interface ChartTipProps {
  /** The bar that is pointed at or focused, if one is. */
  readonly row: ChartRow | undefined;
  readonly series: readonly ChartSeries[];
}

/** The numbers of one bar, in the order in which they are stacked; read out when they change. */
export function ChartTip({ row, series }: ChartTipProps) {
  const language = useLanguage();
  return (
    <div className={styles.tip} role="status">
      {row && (
        <>
          <b>{row.name}</b>
          <ul className={styles.legend}>
            {[...series].reverse().map((one) => (
              <li key={one.key} className={`tone-${one.tone} ${countOf(row, one) === 0 ? "faint" : ""}`}>
                <span className={`chart-swatch ${styles.swatch}`} aria-hidden="true" />
                <span aria-hidden="true">{one.icon}</span>
                {one.name} <b className="tabular">{countOf(row, one).toLocaleString(language)}</b>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
