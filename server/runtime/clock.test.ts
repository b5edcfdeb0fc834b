import { expect, test } from "vitest";
import { systemClock, TestClock } from "./clock";

test("timers fire in the order they are due, each seeing its own instant", async () => {
  const clock = new TestClock(1000);
  const fired: [string, number][] = [];
  clock.after(20, () => fired.push(["late", clock.now()]));
  clock.after(10, () => fired.push(["early", clock.now()]));
  clock.every(15, () => fired.push(["every", clock.now()]));
  await clock.advance(30);
  expect(fired).toEqual([
    ["early", 1010],
    ["every", 1015],
    ["late", 1020],
    ["every", 1030],
  ]);
  expect(clock.now()).toBe(1030);
});

test("a cancelled timer never fires", async () => {
  const clock = new TestClock();
  let fired = 0;
  const stopEvery = clock.every(10, () => fired++);
  clock.after(10, () => fired++)();
  stopEvery();
  await clock.advance(100);
  expect(fired).toBe(0);
});

test("a repeating timer may stop itself", async () => {
  const clock = new TestClock();
  let fired = 0;
  const stop = clock.every(10, () => {
    fired++;
    stop();
  });
  await clock.advance(100);
  expect(fired).toBe(1);
});

test("an aborted sleep ends at once and leaves no timer behind", async () => {
  const controller = new AbortController();
  const sleeping = systemClock.sleep(3_600_000, controller.signal);
  controller.abort();
  await sleeping;
  await systemClock.sleep(3_600_000, AbortSignal.abort());
});
