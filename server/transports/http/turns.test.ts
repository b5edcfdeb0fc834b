import { performance } from "node:perf_hooks";
import { expect, it } from "vitest";
import { createTurns } from "./turns";

/** Keeps the thread busy, as calls do. */
function work(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

it("lets everybody in at once while there is little to do", async () => {
  const turns = createTurns();
  for (let call = 0; call < 3; call++) {
    expect(turns.take()).toBeUndefined();
    await new Promise(setImmediate);
  }
  expect(turns.waitMs()).toBe(0);
});

it("lets whoever comes after a slice of work wait, and then in by order, while the event loop comes round", async () => {
  const turns = createTurns();
  const entered: number[] = [];
  let rounds = 0;
  const count = () => {
    rounds++;
    if (entered.length < 20) setImmediate(count);
  };
  expect(turns.take()).toBeUndefined();
  work(5);
  setImmediate(count);
  const calls = Array.from({ length: 20 }, async (_, call) => {
    await turns.take();
    entered.push(call);
    work(5);
  });
  expect(turns.waitMs()).toBeGreaterThan(0);
  await Promise.all(calls);
  expect(entered).toEqual(Array.from({ length: 20 }, (_, call) => call));
  expect(rounds).toBeGreaterThan(3);
  expect(turns.waitMs()).toBe(0);
});

it("believes that a call will wait long once somebody has", async () => {
  const turns = createTurns();
  expect(turns.take()).toBeUndefined();
  work(5);
  const calls = Array.from({ length: 2_000 }, () => turns.take());
  expect(turns.waitMs()).toBeLessThan(50);
  work(60);
  expect(turns.waitMs()).toBeGreaterThanOrEqual(200);
  await Promise.all(calls);
});

it("takes one long pause for no cost of the calls that met it", async () => {
  const turns = createTurns();
  expect(turns.take()).toBeUndefined();
  work(300);
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(turns.take()).toBeUndefined();
  work(5);
  const calls = Array.from({ length: 100 }, () => turns.take());
  work(60);
  expect(turns.waitMs()).toBeGreaterThanOrEqual(60);
  expect(turns.waitMs()).toBeLessThan(150);
  await Promise.all(calls);
});
