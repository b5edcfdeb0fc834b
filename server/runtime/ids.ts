import { getRandomValues } from "node:crypto";
import type { Id, IdPrefix } from "@opstage/contracts";
import { monotonicFactory } from "ulid";
import type { Clock } from "./clock";

/** Makes ids `<prefix>_<ULID>`. Within one process each is greater than the one before, also when time stands still. */
export interface Ids {
  next<P extends IdPrefix>(prefix: P): Id<P>;
}

/** Ids from this clock. `random` returns numbers in [0, 1); tests may give their own. */
export function createIds(clock: Pick<Clock, "now">, random: () => number = pooledRandom()): Ids {
  const ulid = monotonicFactory(random);
  return { next: (prefix) => `${prefix}_${ulid(clock.now())}` as const };
}

/** The `ulid` package asks for one random number a character; a pool makes that one system call per 256. */
function pooledRandom(): () => number {
  const pool = new Uint32Array(256);
  let taken = pool.length;
  return () => {
    if (taken === pool.length) {
      getRandomValues(pool);
      taken = 0;
    }
    return (pool[taken++] ?? 0) / 2 ** 32;
  };
}
