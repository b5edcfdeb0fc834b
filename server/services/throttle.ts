import type { EpochMs } from "../domain/time";

/** Lets something happen at most once in a while for each key, within this process. */
export interface Throttle {
  /** True when the last time it said so for this key is at least `everyMs` ago, or never was. */
  allows(key: string, everyMs: number, now: EpochMs): boolean;
  forget(key: string): void;
}

/** An empty throttle: after a restart the first of everything passes (seed 004). */
export function createThrottle(): Throttle {
  const lastAt = new Map<string, EpochMs>();
  return {
    allows(key, everyMs, now) {
      const last = lastAt.get(key);
      if (last !== undefined && now - last < everyMs) return false;
      lastAt.set(key, now);
      return true;
    },
    forget: (key) => void lastAt.delete(key),
  };
}
