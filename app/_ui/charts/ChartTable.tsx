import { useId, useState } from "react";
import { useLanguage, useText } from "../../_lib/i18n";
import { countOf, type PlotProps } from "./chart-types";
import styles from "./charts.module.css";

interface ChartTableProps extends PlotProps {
  readonly rowHead: string;
}

/** The numbers of a chart for those who would rather read; made when it is opened. */
export function ChartTable({ label, series, rows, rowHead }: ChartTableProps) {
  const t = useText();
  const language = useLanguage();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles.numbers} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t("charts.asTable")}</summary>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        <section className={styles.tableBox} aria-labelledby={id} tabIndex={0}>
          <table className="plain-table">
            <caption id={id} className="sr-only">
              {t("charts.tableOf", { label })}
            </caption>
            <thead>
              <tr>
                <th scope="col">{rowHead}</th>
                {series.map(({ key, name }) => (
                  <th key={key} scope="col" className="cell-end">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row">{row.name}</th>
                  {series.map((one) => (
                    <td key={one.key} className={`cell-end ${countOf(row, one) === 0 ? "faint" : ""}`}>
                      {countOf(row, one).toLocaleString(language)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}
