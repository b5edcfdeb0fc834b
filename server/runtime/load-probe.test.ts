import { performance } from "node:perf_hooks";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type LoadProbe, watchLoad } from "./load-probe";

let probe: LoadProbe;
beforeEach(() => {
  probe = watchLoad();
});
afterEach(() => probe.stop());

/** Keeps the thread from its timers. */
function work(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

it("tells of a thread that does not come to its timers while that lasts, not afterwards", () => {
  expect(probe.lagMs()).toBe(0);
  work(800);
  expect(probe.lagMs()).toBeGreaterThan(400);
});

it("makes nothing of a short pause", () => {
  work(120);
  expect(probe.lagMs()).toBe(0);
});
