import type { Text } from "./i18n";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A length of time in its largest fitting unit: `4 min`, `2 h`, `3 days`. */
export function shortDuration(ms: number, t: Text): string {
  const length = Math.max(0, ms);
  if (length < minute) return t("common.seconds", { n: Math.floor(length / second) });
  if (length < hour) return t("common.minutes", { n: Math.floor(length / minute) });
  if (length < 2 * day) return t("common.hours", { n: Math.floor(length / hour) });
  return t("common.days", { n: Math.floor(length / day) });
}

/** A measured length of time, exact enough to compare: `320 ms`, `4.2 s`, `3 min 20 s`, `2 h 5 min`. */
export function exactDuration(ms: number, t: Text): string {
  const length = Math.max(0, ms);
  if (length < second) return t("common.ms", { n: Math.round(length) });
  if (length < minute) return t("common.seconds", { n: Math.floor(length / 100) / 10 });
  if (length < hour)
    return t("common.minutesSeconds", {
      m: Math.floor(length / minute),
      s: Math.floor((length % minute) / second),
    });
  if (length < 2 * day)
    return t("common.hoursMinutes", {
      h: Math.floor(length / hour),
      m: Math.floor((length % hour) / minute),
    });
  return t("common.days", { n: Math.floor(length / day) });
}

/** `4 min ago`, `in 2 h`, `just now`. */
export function relativeText(at: number, now: number, t: Text): string {
  const difference = now - at;
  if (Math.abs(difference) < 5 * second) return t("common.now");
  const duration = shortDuration(Math.abs(difference), t);
  return difference > 0 ? t("common.ago", { duration }) : t("common.inFuture", { duration });
}

/** The smallest step in which the relative text of something this old can change. */
export function relativeStepMs(ageMs: number): number {
  const age = Math.abs(ageMs);
  if (age < minute) return second;
  return age < hour ? 10 * second : minute;
}
