import type { AgentId } from "@opstage/contracts";
import { expect, test } from "vitest";
import { TestClock } from "./clock";
import { createWakeUps } from "./wake-ups";

const agent: AgentId = "agt_1";
const other: AgentId = "agt_2";
const { signal } = new AbortController();

function parkedWakeUps() {
  const clock = new TestClock();
  return { clock, wakeUps: createWakeUps(clock) };
}

test("a wake-up between registering and awaiting is not lost", async () => {
  const { wakeUps } = parkedWakeUps();
  const parked = wakeUps.wait(agent, 25_000, signal, wakeUps.mark());
  wakeUps.wake(agent);
  expect(await parked).toBe("woken");
});

test("what woke the agent between the mark and the wait wakes the wait at once, and nobody else's", async () => {
  const { wakeUps, clock } = parkedWakeUps();
  const mark = wakeUps.mark();
  wakeUps.wake(agent);
  const others = wakeUps.wait(other, 1000, signal, mark);
  expect(await wakeUps.wait(agent, 1000, signal, mark)).toBe("woken");
  expect(wakeUps.parkedCount()).toBe(1);
  await clock.advance(1000);
  expect(await others).toBe("timeout");
});

test("every poll parked for the agent wakes, and nobody else's", async () => {
  const { wakeUps, clock } = parkedWakeUps();
  const polls = [
    wakeUps.wait(agent, 1000, signal, wakeUps.mark()),
    wakeUps.wait(agent, 1000, signal, wakeUps.mark()),
  ];
  const others = wakeUps.wait(other, 1000, signal, wakeUps.mark());
  wakeUps.wake(agent);
  expect(await Promise.all(polls)).toEqual(["woken", "woken"]);
  expect(wakeUps.parkedCount()).toBe(1);
  await clock.advance(1000);
  expect(await others).toBe("timeout");
});

test("a client that leaves frees its place at once", async () => {
  const { wakeUps } = parkedWakeUps();
  const client = new AbortController();
  const parked = wakeUps.wait(agent, 1000, client.signal, wakeUps.mark());
  client.abort();
  expect(wakeUps.parkedCount()).toBe(0);
  expect(await parked).toBe("aborted");
});

test("without time to wait, or for a client already gone, nothing is parked", async () => {
  const { wakeUps } = parkedWakeUps();
  expect(await wakeUps.wait(agent, 0, signal, wakeUps.mark())).toBe("timeout");
  expect(await wakeUps.wait(agent, 1000, AbortSignal.abort(), wakeUps.mark())).toBe("aborted");
  expect(wakeUps.parkedCount()).toBe(0);
});

test("stopping wakes everybody", async () => {
  const { wakeUps } = parkedWakeUps();
  const polls = [
    wakeUps.wait(agent, 1000, signal, wakeUps.mark()),
    wakeUps.wait(other, 1000, signal, wakeUps.mark()),
  ];
  wakeUps.wakeAll();
  expect(await Promise.all(polls)).toEqual(["woken", "woken"]);
  expect(wakeUps.parkedCount()).toBe(0);
});

test("a wake-up is used up: the next wait sleeps again", async () => {
  const { wakeUps, clock } = parkedWakeUps();
  wakeUps.wake(agent);
  const parked = wakeUps.wait(agent, 1000, signal, wakeUps.mark());
  await clock.advance(1000);
  expect(await parked).toBe("timeout");
});
