"use client";

import type { HealthBarPart } from "@opstage/contracts";
import { memo, useMemo } from "react";
import { clockTime } from "../../_lib/format-time";
import { useLanguage, useText } from "../../_lib/i18n";
import { lookOf } from "../../_ui/status-tones";
import { healthSegments, healthShares } from "./health-segments";
import styles from "./services.module.css";

export interface HealthStripProps {
  /** Undefined while it is on its way. */
  readonly parts: readonly HealthBarPart[] | undefined;
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
}

/** The last 24 hours of a service in a cell: what is lower is worse, and every stretch says itself on hover. */
export const HealthStrip = memo(function HealthStrip({ parts, from, to }: HealthStripProps) {
  const t = useText();
  const language = useLanguage();
  const segments = useMemo(() => healthSegments(parts ?? [], from, to), [parts, from, to]);
  const shares = useMemo(() => healthShares(segments), [segments]);
  if (parts === undefined) return <span className={styles.strip} aria-hidden="true" />;
  const label = t("services.stripPicture", {
    up: shares.UP,
    degraded: shares.DEGRADED,
    down: shares.DOWN,
    unknown: shares.UNKNOWN,
    none: shares.none,
  });
  return (
    <span className={styles.strip} role="img" aria-label={label}>
      {segments.map((segment) => (
        <span
          key={segment.from}
          className={
            segment.status
              ? `${styles.stripPart} ${styles[`strip${segment.status}`] ?? ""} tone-${lookOf("health", segment.status).tone}`
              : styles.stripNone
          }
          style={{ flexGrow: segment.to - segment.from }}
          title={[
            segment.status ? t(`common.health.${segment.status}`) : t("services.noReport"),
            `${clockTime(segment.from, language)} – ${clockTime(segment.to, language)}`,
            segment.message ?? "",
          ]
            .filter(Boolean)
            .join("\n")}
        />
      ))}
    </span>
  );
});
