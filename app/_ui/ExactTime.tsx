"use client";

import { exactTime } from "../_lib/format-time";
import { useLanguage } from "../_lib/i18n";

/** Date, time and zone in the reader's own. */
export function ExactTime({
  at,
  empty = "—",
}: {
  readonly at: string | null | undefined;
  readonly empty?: string;
}) {
  const language = useLanguage();
  if (!at) return <span className="faint">{empty}</span>;
  return (
    <time dateTime={at} className="nowrap">
      {exactTime(at, language)}
    </time>
  );
}
