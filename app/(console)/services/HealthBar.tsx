"use client";

import type { HealthBarPart } from "@opstage/contracts";
import { useMemo } from "react";
import { clockTime, exactTime } from "../../_lib/format-time";
import { useLanguage, useText } from "../../_lib/i18n";
import { lookOf } from "../../_ui/status-tones";
import { healthSegments, healthShares } from "./health-segments";
import styles from "./services.module.css";

export interface HealthBarProps {
  readonly intervals: readonly HealthBarPart[];
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
}

const states = ["UP", "DEGRADED", "DOWN", "UNKNOWN"] as const;

/** Health over time as one bar; its shares are said in words for those who cannot see it. */
export function HealthBar({ intervals, from, to }: HealthBarProps) {
  const t = useText();
  const language = useLanguage();
  const segments = useMemo(() => healthSegments(intervals, from, to), [intervals, from, to]);
  const shares = useMemo(() => healthShares(segments), [segments]);
  const isLong = to - from > 86_400_000;
  const mark = (at: number): string => (isLong ? exactTime(at, language) : clockTime(at, language));
  const summary = t("services.historyPicture", {
    from: exactTime(from, language),
    to: exactTime(to, language),
    up: shares.UP,
    degraded: shares.DEGRADED,
    down: shares.DOWN,
    unknown: shares.UNKNOWN,
    none: shares.none,
  });
  return (
    <figure className={styles.bar}>
      <div className={styles.barTrack} role="img" aria-label={summary}>
        {segments.map((segment) => (
          <span
            key={segment.from}
            className={`${styles.barPart} ${segment.status ? toneOf(segment.status) : styles.barNone}`}
            style={{ flexGrow: segment.to - segment.from }}
            title={[
              segment.status ? t(`common.health.${segment.status}`) : t("services.noReport"),
              `${exactTime(segment.from, language)} – ${exactTime(segment.to, language)}`,
              segment.message ?? "",
            ].join("\n")}
          />
        ))}
      </div>
      <div className={styles.barScale} aria-hidden="true">
        <span>{mark(from)}</span>
        <span>{mark((from + to) / 2)}</span>
        <span>{mark(to)}</span>
      </div>
      <figcaption className={styles.barLegend} aria-hidden="true">
        {states
          .filter((state) => shares[state] > 0)
          .map((state) => (
            <span key={state} className={styles.legendItem}>
              <span className={`${styles.legendMark} ${toneOf(state)}`} />
              {t(`common.health.${state}`)} <b className="tabular">{shares[state]} %</b>
            </span>
          ))}
        {shares.none > 0 && (
          <span className={styles.legendItem}>
            <span className={`${styles.legendMark} ${styles.barNone}`} />
            {t("services.noReport")} <b className="tabular">{shares.none} %</b>
          </span>
        )}
      </figcaption>
    </figure>
  );
}

function toneOf(status: (typeof states)[number]): string {
  return `tone-${lookOf("health", status).tone} ${styles[`pattern${status}`] ?? ""}`;
}
