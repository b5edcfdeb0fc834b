import type { Language } from "./i18n";

/** A way to write instants, on a clock from 00 to 23 (`hour12: false` says 24:05 in English). Making a formatter is slow, and a page of a list needs hundreds: one for each language is kept. */
function formatter(options: Intl.DateTimeFormatOptions) {
  const kept = new Map<Language, Intl.DateTimeFormat>();
  return (instant: string | number, language: Language): string => {
    let format = kept.get(language);
    if (format === undefined) {
      format = new Intl.DateTimeFormat(language, options);
      kept.set(language, format);
    }
    return format.format(new Date(instant));
  };
}

/** Date, time to the second and zone, in the reader's language and zone. */
export const exactTime = formatter({
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZoneName: "short",
});

/** Hours and minutes of the day. */
export const clockTime = formatter({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** The time of day to the millisecond, for lines of a log. */
export const preciseClock = formatter({
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hourCycle: "h23",
});
