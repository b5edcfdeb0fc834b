import { expect, test } from "vitest";
import { createShares, freeCallsPerSecond } from "./shares";

/** Lets each caller call so often within the second that starts at `now`; returns who was refused at least once. */
function second(
  shares: ReturnType<typeof createShares>,
  now: number,
  calls: Readonly<Record<string, number>>,
): string[] {
  return Object.entries(calls).flatMap(([caller, count]) => {
    const refusals = Array.from({ length: count }, () => shares.isOver(caller, now)).filter(Boolean);
    return refusals.length > 0 ? [caller] : [];
  });
}

const others = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`agent-${index}`, 10]));

test("who takes far more than the others of a busy server is refused, and nobody else", () => {
  const shares = createShares(() => true);
  expect(second(shares, 1000, { greedy: 5000, ...others })).toEqual([]);
  expect(second(shares, 2000, { greedy: 5000, ...others })).toEqual(["greedy"]);
});

test("many who all take a lot are alike, and one alone takes from nobody", () => {
  const shares = createShares(() => true);
  const alike = { a: 5000, b: 4000, c: 5000, d: 3000 };
  for (let now = 1000; now < 5000; now += 1000) expect(second(shares, now, alike)).toEqual([]);
  for (let now = 10_000; now < 14_000; now += 1000) expect(second(shares, now, { alone: 9000 })).toEqual([]);
});

test("while there is enough for all nobody is refused", () => {
  const shares = createShares(() => false);
  for (let now = 1000; now < 5000; now += 1000)
    expect(second(shares, now, { greedy: 5000, ...others })).toEqual([]);
});

test("a share is kept back from who was greedy until ten seconds of good behaviour", () => {
  let isBusy = true;
  const shares = createShares(() => isBusy);
  second(shares, 1000, { greedy: 5000, ...others });
  second(shares, 2000, { greedy: 5000, ...others });
  isBusy = false;
  expect(second(shares, 3000, { greedy: freeCallsPerSecond + 1, ...others })).toEqual(["greedy"]);
  for (let now = 4000; now < 16_000; now += 1000) second(shares, now, { greedy: 1, ...others });
  expect(second(shares, 16_000, { greedy: 5000, ...others })).toEqual([]);
});

test("a limited caller gets its share bit by bit, so that nobody waits behind a burst of it", () => {
  const shares = createShares(() => true);
  second(shares, 1000, { greedy: 5000, ...others });
  const taken = Array.from({ length: 10 }, (_, slice) => {
    let count = 0;
    while (count < freeCallsPerSecond && !shares.isOver("greedy", 2000 + slice * 100)) count++;
    return count;
  });
  expect(Math.max(...taken)).toBeLessThanOrEqual(freeCallsPerSecond / 10);
  expect(taken.reduce((sum, count) => sum + count)).toBeGreaterThan(freeCallsPerSecond / 2);
});
