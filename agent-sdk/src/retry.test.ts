import { describe, expect, test } from "vitest";
import { AgentApiError, AgentAuthError, NetworkError } from "./errors";
import { loopBackoffMs, withRetry } from "./retry";
import { InstantSeams } from "./testing/test-seams";

const url = "http://opstage.test";
const outage = () => new NetworkError("away", { url });

function failing(times: number, error: () => Error) {
  let calls = 0;
  return {
    calls: () => calls,
    attempt: async () => {
      calls += 1;
      if (calls <= times) throw error();
      return "done";
    },
  };
}

describe("withRetry", () => {
  test("waits 1, 2, 4, 8 and 15 seconds at most, then rejects with the last failure", async () => {
    const seams = new InstantSeams(1);
    const work = failing(99, outage);
    await expect(withRetry(work.attempt, { seams })).rejects.toThrow(NetworkError);
    expect(seams.sleeps).toEqual([1_000, 2_000, 4_000, 8_000, 15_000]);
    expect(work.calls()).toBe(6);
  });

  test("spreads its waits over the whole range below the ceiling", async () => {
    const seams = new InstantSeams(0.5);
    await expect(withRetry(failing(99, outage).attempt, { seams })).rejects.toThrow();
    expect(seams.sleeps).toEqual([500, 1_000, 2_000, 4_000, 7_500]);
  });

  test("stops waiting as soon as it works", async () => {
    const seams = new InstantSeams(1);
    expect(await withRetry(failing(2, outage).attempt, { seams })).toBe("done");
    expect(seams.sleeps).toEqual([1_000, 2_000]);
  });

  test("never comes earlier than Retry-After, and believes no more than five minutes of it", async () => {
    const seams = new InstantSeams(0);
    const asked = [30_000, 86_400_000];
    const work = failing(
      2,
      () => new NetworkError("busy", { url, status: 429, retryAfterMs: asked.shift() }),
    );
    await withRetry(work.attempt, { seams });
    expect(seams.sleeps).toEqual([30_000, 300_000]);
  });

  test.each([
    ["a refused token", () => new AgentAuthError("refused", { url, status: 401 })],
    ["a considered refusal", () => new AgentApiError("invalid", { url, status: 422 })],
  ])("does not repeat %s", async (_, error) => {
    const seams = new InstantSeams(1);
    await expect(withRetry(failing(99, error).attempt, { seams })).rejects.toThrow();
    expect(seams.sleeps).toEqual([]);
  });
});

describe("the backoff of a loop", () => {
  test("doubles up to one minute and stays there for ever", () => {
    const seams = new InstantSeams(1);
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 1_000].map((failures) => loopBackoffMs(outage(), failures, seams));
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  test("asks seldom, but goes on asking, while the token is refused", () => {
    const refused = new AgentAuthError("disabled", { url, status: 403 });
    expect(loopBackoffMs(refused, 1, new InstantSeams(0))).toBe(30_000);
    expect(loopBackoffMs(refused, 50, new InstantSeams(1))).toBe(60_000);
  });
});
