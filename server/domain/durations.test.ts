import { expect, it } from "vitest";
import { durationBuckets, percentile } from "./durations";

it("a percentile is one of the values, the highest for a share of 100, and nothing without values", () => {
  expect(percentile([], 50)).toBeNull();
  expect(percentile([7], 95)).toBe(7);
  const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
  expect([50, 95, 100].map((share) => percentile(hundred, share))).toEqual([50, 95, 100]);
});

it("every run is in exactly one bucket, and empty buckets between full ones stay", () => {
  const runs = [0, 0.5, 1, 3, 90, 90, 100_000_000_000].map((ms, i) => ({ ms, succeeded: i % 2 === 0 }));
  const buckets = durationBuckets(runs);
  expect(buckets.reduce((sum, { succeeded, failed }) => sum + succeeded + failed, 0)).toBe(runs.length);
  expect(buckets[0]).toEqual({ fromMs: 0, toMs: 1, succeeded: 1, failed: 1 });
  buckets.slice(1).forEach(({ fromMs }, index) => {
    expect(fromMs).toBe(buckets[index]?.toMs);
  });
  expect(durationBuckets([])).toEqual([]);
});

it("few buckets have empty neighbours, so that a picture of them has a shape", () => {
  for (const ms of [0, 3, 700, 90_000, 100_000_000_000]) {
    const buckets = durationBuckets([{ ms, succeeded: true }]);
    expect(buckets.length).toBeGreaterThanOrEqual(8);
    expect(buckets.filter(({ succeeded }) => succeeded === 1)).toHaveLength(1);
  }
});
