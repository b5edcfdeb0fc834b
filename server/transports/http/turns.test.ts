import { beforeEach, expect, it } from "vitest";
import { createTurns, type Turns } from "./turns";

let now = 0;
let turns: Turns;
beforeEach(() => {
  now = 0;
  turns = createTurns(() => now);
});

/** What calls do takes so long. */
function work(ms: number): void {
  now += ms;
}

it("lets everybody in at once while there is little to do", async () => {
  for (let call = 0; call < 3; call++) {
    expect(turns.take()).toBeUndefined();
    await new Promise(setImmediate);
  }
  expect(turns.waitMs()).toBe(0);
});

it("lets whoever comes after a slice of work wait, and then in by order, while the event loop comes round", async () => {
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
  now += 1;
  expect(turns.waitMs()).toBeGreaterThan(0);
  await Promise.all(calls);
  expect(entered).toEqual(Array.from({ length: 20 }, (_, call) => call));
  expect(rounds).toBeGreaterThan(3);
  expect(turns.waitMs()).toBe(0);
});

it("believes that a call will wait long once somebody has", async () => {
  expect(turns.take()).toBeUndefined();
  work(5);
  const calls = Array.from({ length: 2_000 }, () => turns.take());
  for (let call = 0; call < 49; call++) {
    work(1);
    expect(turns.waitMs()).toBe(call + 1);
  }
  work(1);
  expect(turns.waitMs()).toBe(1_000);
  await Promise.all(calls);
});

it("sends nobody away for a pause that others have waited through", async () => {
  expect(turns.take()).toBeUndefined();
  work(5);
  const calls = [turns.take(), turns.take()];
  work(190);
  expect(turns.waitMs()).toBe(20);
  await Promise.all(calls);
});

it("takes one long pause for no cost of the calls that met it", async () => {
  expect(turns.take()).toBeUndefined();
  work(5);
  await turns.take();
  work(300);
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(turns.take()).toBeUndefined();
  work(5);
  const calls = Array.from({ length: 100 }, () => turns.take());
  for (let call = 0; call < 4; call++) {
    work(15);
    turns.waitMs();
  }
  // What was thought at first, 0.5 ms a call, and a tenth of the way to ten times as much.
  expect(turns.waitMs()).toBeCloseTo(95);
  await Promise.all(calls);
});
