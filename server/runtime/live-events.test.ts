import type { LiveEvent } from "@opstage/contracts";
import { expect, test } from "vitest";
import { TestClock } from "./clock";
import { createLiveEvents } from "./live-events";

function listening() {
  const clock = new TestClock();
  const live = createLiveEvents(clock);
  const client = new AbortController();
  const seen: { at: number; event: LiveEvent }[] = [];
  const startedAt = clock.now();
  async function listen(): Promise<void> {
    for await (const event of live.subscribe(client.signal))
      seen.push({ at: clock.now() - startedAt, event });
  }
  return { clock, live, client, seen, done: listen() };
}

test("changes of one moment travel together, without repeats", async () => {
  const { clock, live, seen } = listening();
  live.publish("agents", ["agt_1"]);
  live.publish("agents", ["agt_1", "agt_2"]);
  live.publish("commands", ["cmd_1"]);
  await clock.advance(0);
  expect(seen.map(({ event }) => event)).toEqual([
    { topic: "agents", ids: ["agt_1", "agt_2"] },
    { topic: "commands", ids: ["cmd_1"] },
  ]);
});

test("the first change goes out at once, later ones at most every 250 ms", async () => {
  const { clock, live, seen } = listening();
  for (let ms = 0; ms < 600; ms += 10) {
    live.publish("agents", [`agt_${ms}`]);
    await clock.advance(10);
  }
  expect(seen.map(({ at }) => at)).toEqual([0, 250, 500]);
  expect(seen.flatMap(({ event }) => event.ids)).toHaveLength(50);
});

test("what is published before the first read is not missed", async () => {
  const clock = new TestClock();
  const live = createLiveEvents(clock);
  const events = live.subscribe(new AbortController().signal)[Symbol.asyncIterator]();
  live.publish("tokens", ["tok_1"]);
  await clock.advance(0);
  expect((await events.next()).value).toEqual({ topic: "tokens", ids: ["tok_1"] });
});

test("too many ids, or none, mean anything of the topic", async () => {
  const { clock, live, seen } = listening();
  live.publish(
    "audit",
    Array.from({ length: 501 }, (_, n) => `aud_${n}`),
  );
  live.publish("users", ["usr_1"]);
  live.publish("users", []);
  await clock.advance(0);
  expect(seen.map(({ event }) => event)).toEqual([
    { topic: "audit", ids: [] },
    { topic: "users", ids: [] },
  ]);
});

test("a subscriber who reads nothing holds one event a topic, however long", async () => {
  const clock = new TestClock();
  const live = createLiveEvents(clock);
  const client = new AbortController();
  const slow = live.subscribe(client.signal);
  for (let n = 0; n < 10; n++) {
    live.publish("agents", [`agt_${n}`]);
    await clock.advance(250);
  }
  const first = await slow[Symbol.asyncIterator]().next();
  expect(first.value.ids).toHaveLength(10);
});

test("leaving ends the stream", async () => {
  const { client, done } = listening();
  client.abort();
  await done;
});
