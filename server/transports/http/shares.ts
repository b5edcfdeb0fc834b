import type { EpochMs } from "../../runtime/clock";

/** Finds callers that take far more than the others while there is not enough for all. */
export interface Shares {
  /** Counts a call. True when its caller has had its share of this second and must wait. */
  isOver(caller: string, now: EpochMs): boolean;
}

/** Calls a second that are nobody's business, whatever the others do. */
export const freeCallsPerSecond = 200;

/** So many times the average of the others is more than a share. */
const shareOfAverage = 8;

/** Who took too much is watched this long, so that the relief it brings does not end it at once. */
const watchedMs = 10_000;

const windowMs = 1000;

/** Whoever is limited gets its share in slices, so that nobody waits behind a second's worth of its calls. */
const sliceMs = 20;

interface Limit {
  readonly calls: number;
  readonly until: EpochMs;
}

/**
 * Shares by the second: what the last one counted says who is limited in this one. Nobody is while `isBusy` is false,
 * and nobody is who takes no more than the others do.
 */
export function createShares(isBusy: () => boolean): Shares {
  const counts = new Map<string, number>();
  const limits = new Map<string, Limit>();
  const refused = new Set<string>();
  let startedAt = 0;

  function startWindow(now: EpochMs): void {
    for (const [caller, { until, calls }] of limits) {
      if (refused.has(caller)) limits.set(caller, { calls, until: now + watchedMs });
      else if (until <= now) limits.delete(caller);
    }
    if (now - startedAt < windowMs * 2 && isBusy()) limitTheGreedy(now);
    counts.clear();
    refused.clear();
    startedAt = now;
  }

  function limitTheGreedy(now: EpochMs): void {
    let total = 0;
    for (const count of counts.values()) total += count;
    for (const [caller, count] of counts) {
      if (count <= freeCallsPerSecond || counts.size === 1) continue;
      const calls = Math.max(freeCallsPerSecond, (shareOfAverage * (total - count)) / (counts.size - 1));
      if (count > calls) limits.set(caller, { calls, until: now + watchedMs });
    }
  }

  return {
    isOver(caller, now) {
      if (now - startedAt >= windowMs || now < startedAt) startWindow(now);
      const count = (counts.get(caller) ?? 0) + 1;
      counts.set(caller, count);
      if (limits.size === 0) return false;
      const limit = limits.get(caller);
      if (limit === undefined || count <= (limit.calls * (now - startedAt + sliceMs)) / windowMs)
        return false;
      refused.add(caller);
      return true;
    },
  };
}
