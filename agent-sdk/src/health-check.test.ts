import { describe, expect, test } from "vitest";
import { HealthCheck } from "./health-check";
import { TestSeams } from "./testing/test-seams";
import type { HealthProvider } from "./types";

function check(provider?: HealthProvider, timeoutMs?: number) {
  const seams = new TestSeams();
  const health = new HealthCheck(seams);
  if (provider) health.provide(provider, { timeoutMs });
  return { seams, health };
}

/** What a provider in JavaScript may do although its type forbids it. */
function answering(answer: unknown): HealthProvider {
  return () => answer as never;
}

describe("a health check", () => {
  test("[seed 31] without a provider is UNKNOWN", async () => {
    expect(await check().health.run()).toEqual({ status: "UNKNOWN" });
  });

  test("[seed 34] [seed 37] answers what the provider says, with message and any JSON as details", async () => {
    const details = { latencyMs: 42, hosts: ["a", null], ok: true };
    const { health } = check(async () => ({ status: "DEGRADED", message: "slow", details }));
    expect(await health.run()).toEqual({ status: "DEGRADED", message: "slow", details });
    expect(health.latest.status).toBe("DEGRADED");
  });

  test.each(["UP", "DEGRADED", "DOWN", "UNKNOWN"] as const)("[seed 30] may answer %s", async (status) => {
    expect((await check(() => ({ status })).health.run()).status).toBe(status);
  });

  test.each([{ status: "STALE" }, { status: "OFFLINE" }, { status: "up" }, {}, null, "UP"])(
    "[seed 30] [seed 33] answers UNKNOWN with a reason for %j",
    async (answer) => {
      const health = await check(answering(answer)).health.run();
      expect(health.status).toBe("UNKNOWN");
      expect(health.message).toMatch(/health check/);
    },
  );

  test("is UNKNOWN with the error's text when the provider throws, at once or later", async () => {
    const fail = () => {
      throw new Error("no route to host");
    };
    for (const provider of [fail, async () => fail()]) {
      const health = await check(provider).health.run();
      expect(health).toEqual({
        status: "UNKNOWN",
        message: "The health check failed: no route to host",
      });
    }
  });

  test("[seed 38] is UNKNOWN after its time limit, and its signal aborts", async () => {
    let signal: AbortSignal | undefined;
    const { seams, health } = check((context) => {
      signal = context.signal;
      return new Promise(() => {});
    });
    const running = health.run();
    await Promise.resolve();
    seams.advance(5_000);
    expect(await running).toEqual({
      status: "UNKNOWN",
      message: "The health check did not answer within 5000 ms.",
    });
    expect(signal?.aborted).toBe(true);
  });

  test("[seed 38] is not started a second time while it hangs", async () => {
    let started = 0;
    const { seams, health } = check(() => {
      started += 1;
      return new Promise(() => {});
    }, 100);
    const first = health.run();
    await Promise.resolve();
    seams.advance(100);
    await first;
    expect((await health.run()).status).toBe("UNKNOWN");
    expect(started).toBe(1);
  });

  test("forgets an answer that comes after the time limit, then asks again", async () => {
    const answers: ((health: { status: "UP" }) => void)[] = [];
    const { seams, health } = check(() => new Promise((resolve) => answers.push(resolve)), 100);
    const first = health.run();
    await Promise.resolve();
    seams.advance(100);
    await first;
    answers[0]?.({ status: "UP" });
    await new Promise((resolve) => setImmediate(resolve));
    expect(health.latest.status).toBe("UNKNOWN");
    const second = health.run();
    await Promise.resolve();
    answers[1]?.({ status: "UP" });
    expect((await second).status).toBe("UP");
  });

  test("survives details that are not JSON", async () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    const health = await check(() => ({ status: "UP", details: cycle })).health.run();
    expect(health.status).toBe("UP");
    expect(health.details).toHaveProperty("notJson");
  });
});
