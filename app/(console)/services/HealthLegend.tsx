"use client";

import type { HealthStatus } from "@opstage/contracts";
import { useText } from "../../_lib/i18n";
import { lookOf } from "../../_ui/status-tones";
import styles from "./services.module.css";

export interface HealthLegendEntry {
  /** `none` is time without a report. */
  readonly state: HealthStatus | "none";
  /** What is 0 is left out. */
  readonly amount: number;
  readonly text: string;
}

/** What the colours and patterns of a health bar mean, and how much there is of each. */
export function HealthLegend({ entries }: { readonly entries: readonly HealthLegendEntry[] }) {
  const t = useText();
  return (
    <figcaption className={styles.barLegend} aria-hidden="true">
      {entries
        .filter(({ amount }) => amount > 0)
        .map(({ state, text }) => (
          <span key={state} className={styles.legendItem}>
            <span
              className={`${styles.legendMark} ${state === "none" ? styles.barNone : healthTone(state)}`}
            />
            {state === "none" ? t("services.noReport") : t(`common.health.${state}`)}{" "}
            <b className="tabular">{text}</b>
          </span>
        ))}
    </figcaption>
  );
}

/** The class names that give a health its colour and its pattern. */
export function healthTone(status: HealthStatus): string {
  return `tone-${lookOf("health", status).tone} ${styles[`pattern${status}`] ?? ""}`;
}
