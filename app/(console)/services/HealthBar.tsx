"use client";

import type { HealthBarPart } from "@opstage/contracts";
import { useMemo } from "react";
import { clockTime, exactTime } from "../../_lib/format-time";
import { useLanguage, useText } from "../../_lib/i18n";
import { HealthLegend, healthTone } from "./HealthLegend";
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
            className={`${styles.barPart} ${segment.status ? healthTone(segment.status) : styles.barNone}`}
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
      <HealthLegend
        entries={([...states, "none"] as const).map((state) => ({
          state,
          amount: shares[state],
          text: `${shares[state]} %`,
        }))}
      />
    </figure>
  );
}
