import type { JsonValue } from "@opstage/contracts";
import type { Language } from "../../_lib/i18n";

const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/** A size in bytes in its largest fitting unit: `1.4 MiB`. */
export function bytesText(bytes: number, language: Language): string {
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || Math.abs(value) >= 100 ? 0 : 1;
  return `${value.toLocaleString(language, { maximumFractionDigits: digits })} ${units[unit]}`;
}

/** An instant in ISO form from what services write: ISO text, epoch milliseconds or epoch seconds. */
export function toInstant(value: JsonValue): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  // Epoch seconds reach this bound in the year 5138; as milliseconds it lies in 1973.
  const ms = typeof value === "number" ? (Math.abs(value) < 1e11 ? value * 1000 : value) : Date.parse(value);
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** A readable heading from a key: `quota.left` → `Quota left`, `lastUsedAt` → `Last used at`. */
export function labelOfKey(key: string): string {
  const words = key
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[\s._-]+/)
    .filter((word) => word !== "")
    .map((word) => (/^[A-Z0-9]{2,}$/.test(word) ? word : word.toLowerCase()));
  const text = words.join(" ");
  return text === "" ? key : text.charAt(0).toUpperCase() + text.slice(1);
}
