"use client";

import type { Batch } from "@opstage/contracts";
import { useLanguage, useText } from "../../_lib/i18n";
import { lookOf } from "../../_ui/status-tones";
import { statusValues } from "../../_ui/status-values";
import styles from "./batches.module.css";

interface BatchProgressProps {
  readonly batch: Pick<Batch, "targetCounts" | "targetCount">;
  /** Names every state beside the bar; without it only those that are worth a word. */
  readonly withLegend?: boolean;
}

/** How far a batch is, as a bar of its services' states and in words. */
export function BatchProgress({ batch, withLegend = false }: BatchProgressProps) {
  const t = useText();
  const language = useLanguage();
  const parts = statusValues("batchTarget")
    .map((status) => ({ status, count: batch.targetCounts[status], look: lookOf("batchTarget", status) }))
    .filter(({ count }) => count > 0);
  const words = parts
    .map(({ status, count }) => `${t(`common.batchTarget.${status}`)} ${count.toLocaleString(language)}`)
    .join(", ");
  return (
    <div className={styles.progress}>
      <div className={`tally-bar ${styles.progressBar}`} role="img" aria-label={words}>
        {parts.map(({ status, count, look }) => (
          <span key={status} className={`tone-${look.tone}`} style={{ flexGrow: count }} />
        ))}
      </div>
      {withLegend ? (
        <ul className="chart-legend" aria-hidden="true">
          {parts.map(({ status, count, look }) => (
            <li key={status} className={`tone-${look.tone}`}>
              <span className="chart-swatch" />
              {look.icon}
              {t(`common.batchTarget.${status}`)} <b className="tabular">{count.toLocaleString(language)}</b>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
