import type { DurationBucket } from "@opstage/contracts";

/** One run of an action. */
export interface TimedRun {
  readonly ms: number;
  readonly succeeded: boolean;
}

/** Limits of buckets in ms: 1, 2, 5, 10, 20, 50 … up to a day. */
const limits: readonly number[] = [
  0,
  ...[1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000].flatMap((unit) => [
    unit,
    2 * unit,
    5 * unit,
  ]),
  100_000_000,
  Number.MAX_SAFE_INTEGER,
];

/** The value that `share` percent of the ascending values do not exceed (nearest rank); null for none. */
export function percentile(ascending: readonly number[], share: number): number | null {
  const rank = Math.max(1, Math.ceil((share / 100) * ascending.length));
  return ascending[rank - 1] ?? null;
}

/** Buckets that a picture needs, so that also runs of one bucket show where they lie. */
const fewest = 8;

/** How many runs fall into each bucket, from the first to the last that has one, with neighbours if those are few. */
export function durationBuckets(runs: readonly TimedRun[]): DurationBucket[] {
  const buckets = limits.slice(0, -1).map((fromMs, index): DurationBucket => {
    const toMs = limits[index + 1] ?? Number.MAX_SAFE_INTEGER;
    const inside = runs.filter(({ ms }) => ms >= fromMs && ms < toMs);
    const succeeded = inside.filter((run) => run.succeeded).length;
    return { fromMs, toMs, succeeded, failed: inside.length - succeeded };
  });
  const isUsed = ({ succeeded, failed }: DurationBucket) => succeeded + failed > 0;
  let first = buckets.findIndex(isUsed);
  if (first === -1) return [];
  let last = buckets.findLastIndex(isUsed);
  while (last - first + 1 < fewest) {
    // The last of all has no end to show.
    if (last < buckets.length - 2) last += 1;
    if (first > 0) first -= 1;
  }
  return buckets.slice(first, last + 1);
}
