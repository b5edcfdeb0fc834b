/** The moment that a value of a date format stands for, on the viewer's clock; undefined when it is none. */
export function readDate(format: string | undefined, value: unknown): Date | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  const text =
    format === "time" ? `${localDay(new Date())}T${value}` : format === "date" ? `${value}T00:00:00` : value;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** A moment as JSON Schema's `date`, `time` and `date-time` write it. */
export function writeDate(format: string | undefined, date: Date): string {
  if (format === "date") return localDay(date);
  const whole = new Date(Math.floor(date.getTime() / 1000) * 1000);
  if (format === "date-time") return whole.toISOString().replace(".000Z", "Z");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}${zone(date)}`;
}

function localDay(date: Date): string {
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function zone(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  if (minutes === 0) return "Z";
  const length = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(length / 60))}:${two(length % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
