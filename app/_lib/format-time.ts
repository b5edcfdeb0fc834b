import type { Language } from "./i18n";

/** Date, time to the second and zone, in the reader's language and zone. */
export function exactTime(instant: string | number, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hour12: false,
    timeZoneName: "short",
  }).format(new Date(instant));
}

/** Hours and minutes of the day. */
export function clockTime(instant: string | number, language: Language): string {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hour12: false }).format(
    new Date(instant),
  );
}

/** The time of day to the millisecond, for lines of a log. */
export function preciseClock(instant: string | number, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
    hourCycle: "h23",
  }).format(new Date(instant));
}
