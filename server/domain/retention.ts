import type { EpochMs } from "./time";

const dayMs = 24 * 3600 * 1000;

/** Rows older than this instant may go; null when they are kept for ever (0 days). */
export function retentionCutoff(now: EpochMs, days: number): EpochMs | null {
  return days === 0 ? null : now - days * dayMs;
}

/** The backup files beyond the newest `keep`; none when `keep` is 0. */
export function surplusBackups<F extends { createdAt: EpochMs }>(files: readonly F[], keep: number): F[] {
  if (keep === 0) return [];
  return files.toSorted((a, b) => b.createdAt - a.createdAt).slice(keep);
}
