import { performance } from "node:perf_hooks";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type LoadProbe, watchLoad } from "./load-probe";

let probe: LoadProbe;
beforeEach(() => {
  probe = watchLoad();
  expect(probe.lagMs()).toBe(0);
});
afterEach(() => probe.stop());

/** Keeps the thread from its timers. */
function work(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

it("tells of a thread that goes on without coming to its timers, from the first call that meets it so", () => {
  work(400);
  expect(probe.lagMs()).toBe(0);
  work(500);
  expect(probe.lagMs()).toBeGreaterThan(400);
});

it("makes nothing of one pause, however long", async () => {
  work(900);
  expect(probe.lagMs()).toBe(0);
  // The look that was due comes now, and the one after it is in time.
  await expect.poll(() => probe.utilization(), { timeout: 5000 }).toBeGreaterThan(0);
  expect(probe.lagMs()).toBe(0);
});

it("knows nothing of what came before the first question", () => {
  const other = watchLoad();
  work(900);
  expect(other.lagMs()).toBe(0);
  other.stop();
});
