import type { DetailResult, ResultField } from "@opstage/contracts";
import { FactGrid } from "../../_ui/FactGrid";
import { Cell } from "./Cell";
import { labelOfKey } from "./format";
import { ResultButton } from "./ResultButton";
import type { ActionRequest, ResultSource } from "./result-actions";
import styles from "./results.module.css";
import { valueAt } from "./template";

export interface DetailViewProps {
  readonly detail: DetailResult;
  readonly source?: ResultSource;
  onAction?(request: ActionRequest): void;
}

/** A result that describes one thing: its fields, and what can be done with it. */
export function DetailView({ detail, source, onAction }: DetailViewProps) {
  const fields: readonly ResultField[] =
    detail.fields ??
    Object.keys(detail.data)
      .slice(0, 12)
      .map((key) => ({ key }));
  return (
    <div className={styles.block}>
      {(detail.title || detail.actions?.length) && (
        <div className={styles.head}>
          {detail.title && <h3 className={styles.heading}>{detail.title}</h3>}
          {source && onAction && (
            <div className={styles.tools}>
              {detail.actions?.map((button) => (
                <ResultButton
                  key={button.label}
                  button={button}
                  row={detail.data}
                  source={source}
                  onAction={onAction}
                />
              ))}
            </div>
          )}
        </div>
      )}
      <FactGrid
        facts={fields.map((field) => {
          const label = field.label ?? labelOfKey(field.key);
          const value = valueAt(detail.data, field.key);
          const isWide = typeof value === "object" && value !== null;
          return {
            label,
            wide: isWide,
            value: <Cell value={value} format={field.format} copyable={field.copyable} label={label} />,
          };
        })}
      />
    </div>
  );
}
