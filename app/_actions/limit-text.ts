import { exactDuration, shortDuration } from "../_lib/duration";
import type { Text } from "../_lib/i18n";

/** A time limit: whole minutes and hours without their zeros. */
export function limitText(seconds: number, t: Text): string {
  const ms = seconds * 1000;
  const isWhole = seconds % 3600 === 0 || (seconds < 3600 && seconds % 60 === 0);
  return isWhole ? shortDuration(ms, t) : exactDuration(ms, t);
}
