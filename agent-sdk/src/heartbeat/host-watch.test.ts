import { describe, expect, test } from "vitest";
import { HostWatch } from "./host-watch";

const request = {
  method: "POST",
  url: "http://a",
  headers: {},
  timeoutMs: 1,
  body: '{"running":["cmd_1"]}',
} as const;
const state = { request, intervalMs: 30_000, busyLimitMs: 60_000, isSent: true };

/** Moves a watch through time in the steps in which its thread looks; says when it sent what. */
function watching(host: { answersUntil: number }) {
  const watch = new HostWatch(0);
  watch.update(1, state, 0);
  const beats: { at: number; busySinceMs: number }[] = [];
  return {
    watch,
    beats,
    until(end: number) {
      for (let now = 0; now <= end; now += watch.questionMs) {
        for (const { request } of watch.dueBeats(now))
          beats.push({ at: now, ...JSON.parse(request.body ?? "") });
        if (watch.shouldAsk(now) && now <= host.answersUntil) watch.heard(now);
      }
    },
  };
}

describe("the watch over the host's thread", () => {
  test("sends nothing while the host answers", () => {
    const { beats, until } = watching({ answersUntil: Number.POSITIVE_INFINITY });
    until(600_000);
    expect(beats).toEqual([]);
  });

  test("speaks for a busy host: soon, then at the interval, and with the time since its last answer", () => {
    const { beats, until } = watching({ answersUntil: 10_000 });
    until(300_000);
    expect(beats.map(({ at }) => at)).toEqual([16_000, 46_000]);
    expect(beats.map(({ busySinceMs }) => busySinceMs)).toEqual([6_000, 36_000]);
    expect(beats[0]).toMatchObject({ running: ["cmd_1"] });
  });

  test("falls silent when the host has not answered for a minute: it hangs", () => {
    const { beats, until } = watching({ answersUntil: 0 });
    until(3_600_000);
    expect(Math.max(...beats.map(({ busySinceMs }) => busySinceMs))).toBeLessThanOrEqual(60_000);
    expect(beats.length).toBeGreaterThan(0);
  });

  test("is silent again at once when the host is back, and speaks again when it is busy again", () => {
    const { watch, beats, until } = watching({ answersUntil: -1 });
    until(8_000);
    expect(beats).toHaveLength(1);
    watch.heard(8_000);
    watch.update(1, state, 8_000);
    expect(watch.dueBeats(8_500)).toEqual([]);
    expect(watch.shouldAsk(9_000)).toBe(true);
    expect(watch.dueBeats(15_000)).toMatchObject([{ agent: 1 }]);
  });

  test("asks more often when heartbeats are frequent, and never without agents", () => {
    const watch = new HostWatch(0);
    expect(watch.shouldAsk(0)).toBe(false);
    watch.update(1, { ...state, intervalMs: 1_000 }, 0);
    expect(watch.questionMs).toBe(100);
    watch.remove(1);
    expect(watch.shouldAsk(0)).toBe(false);
  });
});
