"use client";

import { Tooltip } from "antd";
import { useNow } from "../_lib/clock";
import { relativeStepMs, relativeText } from "../_lib/duration";
import { exactTime } from "../_lib/format-time";
import { useLanguage, useText } from "../_lib/i18n";

interface RelativeTimeProps {
  /** ISO instant; null shows `empty`. */
  readonly at: string | null | undefined;
  /** What stands there without an instant; "never" unless given. */
  readonly empty?: string;
}

/** "4 min ago", kept current, with the exact time and its zone on hover. */
export function RelativeTime({ at, empty }: RelativeTimeProps) {
  const t = useText();
  const language = useLanguage();
  const atMs = at ? Date.parse(at) : Number.NaN;
  const now = useNow(Number.isNaN(atMs) ? 60_000 : relativeStepMs(Date.now() - atMs));
  if (!at || Number.isNaN(atMs)) return <span className="faint">{empty ?? t("common.never")}</span>;
  return (
    <Tooltip title={exactTime(at, language)}>
      <time dateTime={at} data-exact={exactTime(at, language)} className="nowrap">
        {relativeText(atMs, now, t)}
      </time>
    </Tooltip>
  );
}
