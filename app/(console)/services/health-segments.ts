import type { HealthBarPart, HealthStatus } from "@opstage/contracts";

/** A stretch of time in which the health was the same; null where nothing was reported. */
export interface HealthSegment {
  readonly status: HealthStatus | null;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly message: string | null;
}

/** Samples come every half minute or so; a longer silence is shown as one. */
const longestPauseMs = 180_000;

/**
 * Fills the window from `from` to `to` (epoch ms) with segments, oldest first. An interval lasts until the next
 * one begins, unless the pause between them was a silence.
 */
export function healthSegments(
  intervals: readonly HealthBarPart[],
  from: number,
  to: number,
): HealthSegment[] {
  const segments: HealthSegment[] = [];
  let reached = from;
  const add = (status: HealthStatus | null, until: number, message: string | null): void => {
    const end = Math.min(until, to);
    if (end <= reached) return;
    segments.push({ status, from: reached, to: end, message });
    reached = end;
  };
  const ordered = intervals.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from));
  for (const [index, interval] of ordered.entries()) {
    const start = Date.parse(interval.from);
    const lastSample = Date.parse(interval.to);
    const next = ordered[index + 1];
    const follows = next ? Date.parse(next.from) : to;
    if (start > reached) add(null, start, null);
    const isUnbroken = follows - lastSample <= longestPauseMs;
    add(interval.status, isUnbroken ? follows : lastSample + 1, interval.message);
  }
  add(null, to, null);
  return segments;
}

/** Whole percent of the window per status; `none` is time without a report. They may not add up to 100. */
export function healthShares(segments: readonly HealthSegment[]): Record<HealthStatus | "none", number> {
  const shares = { UP: 0, DEGRADED: 0, DOWN: 0, UNKNOWN: 0, none: 0 };
  const total = segments.reduce((sum, segment) => sum + segment.to - segment.from, 0);
  for (const segment of segments) shares[segment.status ?? "none"] += segment.to - segment.from;
  for (const key of ["UP", "DEGRADED", "DOWN", "UNKNOWN", "none"] as const) {
    shares[key] = total === 0 ? 0 : Math.round((shares[key] / total) * 100);
  }
  return shares;
}
