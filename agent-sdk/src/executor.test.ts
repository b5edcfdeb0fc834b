import { describe, expect, test } from "vitest";
import { CapsuleAgent } from "./agent";
import { AgentRuntime } from "./runtime";
import { testBed } from "./testing/fixtures";
import { until } from "./testing/test-seams";

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Handlers that end when the test says so, and the most of them that ran at once. */
function controlled() {
  const running = new Map<string, () => void>();
  let most = 0;
  return {
    running,
    most: () => most,
    async handler({ n }: { n: string }) {
      await new Promise<void>((resolve) => {
        running.set(n, resolve);
        most = Math.max(most, running.size);
      });
      running.delete(n);
      return n;
    },
    finish: (n: string) => running.get(n)?.(),
  };
}

type Bed = Awaited<ReturnType<typeof testBed>>;

function runtimeOf(bed: Bed, codes: readonly string[], more: { concurrency?: number } = {}) {
  return new AgentRuntime({
    backendUrl: bed.fake.url,
    registrationToken: bed.fake.registrationToken,
    tokenStore: { file: bed.tokenFile },
    agent: { code: "hub", mode: "ophub" },
    services: codes.map((code) => ({ code, name: code })),
    proxyEnv: {},
    heartbeatThread: false,
    seams: bed.seams,
    drainTimeoutMs: 0,
    onLog: (record) => bed.log.push(record),
    ...more,
  });
}

function enqueue(bed: Bed, ...numbers: string[]) {
  bed.fake.enqueue(...numbers.map((n) => ({ id: `cmd_${n}`, actionName: "work", payload: { n } })));
}

describe("executions", () => {
  test("with different keys run side by side, those with one key one after the other", async () => {
    await using bed = await testBed();
    const work = controlled();
    await bed
      .agent()
      .action<{ n: string }>({
        name: "work",
        serialKey: ({ n }) => n.charAt(0),
        handler: (payload) => work.handler(payload),
      })
      .start();
    enqueue(bed, "a1", "a2", "b1");
    await until(() => work.running.has("a1") && work.running.has("b1"), "two lanes");
    await turn();
    expect(work.running.has("a2")).toBe(false);
    work.finish("a1");
    await until(() => work.running.has("a2"), "the second of the lane");
    work.finish("a2");
    work.finish("b1");
    await bed.fake.resultOf("cmd_a2");
    await bed.fake.resultOf("cmd_b1");
  });

  test("without a key wait for nobody", async () => {
    await using bed = await testBed();
    const work = controlled();
    await bed
      .agent()
      .action<{ n: string }>({ name: "work", serialKey: null, handler: (payload) => work.handler(payload) })
      .start();
    enqueue(bed, "1", "2", "3");
    await until(() => work.running.size === 3, "all of them");
    for (const n of ["1", "2", "3"]) work.finish(n);
    await until(() => bed.fake.results.size === 3);
  });

  test("whose key cannot be found out run in the service's own lane", async () => {
    await using bed = await testBed();
    const work = controlled();
    const serialKey = () => {
      throw new Error("no key");
    };
    await bed
      .agent()
      .action<{ n: string }>({ name: "work", serialKey, handler: (payload) => work.handler(payload) })
      .start();
    enqueue(bed, "1", "2");
    await until(() => work.running.has("1"));
    await turn();
    expect(work.most()).toBe(1);
    expect(bed.events()).toContain("serialKey.failed");
    work.finish("1");
    await until(() => work.running.has("2"));
    work.finish("2");
    await until(() => bed.fake.results.size === 2);
  });

  test("of several services run side by side, but never more than the agent's concurrency", async () => {
    await using bed = await testBed();
    const work = controlled();
    const runtime = runtimeOf(bed, ["one", "two", "three"], { concurrency: 2 });
    for (const service of runtime.services()) {
      service.action<{ n: string }>({ name: "work", handler: (payload) => work.handler(payload) });
    }
    await runtime.start();
    for (const serviceCode of ["one", "two", "three"]) {
      bed.fake.enqueue({
        id: `cmd_${serviceCode}`,
        actionName: "work",
        payload: { n: serviceCode },
        serviceCode,
      });
    }
    await until(() => work.running.size === 2, "two of them");
    await turn();
    expect(work.running.has("three")).toBe(false);
    work.finish("one");
    await until(() => work.running.has("three"), "the third");
    work.finish("two");
    work.finish("three");
    await until(() => bed.fake.results.size === 3);
    expect(work.most()).toBe(2);
    await runtime.stop();
  });

  test("refuse a concurrency that lets nothing run", () => {
    const options = { backendUrl: "http://a", service: { code: "a", name: "A" }, concurrency: 0 };
    expect(() => new CapsuleAgent(options)).toThrow(/concurrency/);
  });
});

describe("without room for another execution", () => {
  test("a cancellation still arrives at once, and so does a form", async () => {
    await using bed = await testBed();
    const work = controlled();
    let aborted = false;
    await bed
      .agent()
      .action<{ n: string }>({
        name: "work",
        handler(payload, { signal }) {
          signal.addEventListener("abort", () => {
            aborted = true;
            work.finish(payload.n);
          });
          return work.handler(payload);
        },
      })
      .start();
    enqueue(bed, "1", "2");
    await until(() => bed.fake.parkedLimits.join() === "0" && work.running.has("1"), "a poll without room");
    bed.fake.enqueue({ id: "cmd_form", type: "ACTION_PREPARE", actionName: "work" });
    await bed.fake.resultOf("cmd_form");
    await until(() => bed.fake.parkedLimits.join() === "0", "the next held poll");
    bed.fake.cancel("cmd_1");
    await until(() => aborted, "the handler to be aborted");
    await until(() => work.running.has("2"), "the one that waited");
    work.finish("2");
    await bed.fake.resultOf("cmd_2");
  });

  test("the held poll is given up as soon as there is room, and the next one asks for it", async () => {
    await using bed = await testBed();
    const work = controlled();
    await bed
      .agent()
      .action<{ n: string }>({ name: "work", handler: (payload) => work.handler(payload) })
      .start();
    enqueue(bed, "1");
    await until(() => work.running.has("1") && bed.fake.parkedPolls === 1);
    enqueue(bed, "2");
    await until(() => bed.fake.parkedLimits.join() === "0", "a poll without room");
    enqueue(bed, "3");
    await turn();
    work.finish("1");
    await until(() => work.running.has("2"));
    work.finish("2");
    await until(() => work.running.has("3"), "the third to be fetched");
    work.finish("3");
    await bed.fake.resultOf("cmd_3");
    expect(bed.events()).not.toContain("connection.lost");
  });
});

describe("a cancellation", () => {
  test("is acknowledged when the handler was told, and again when it has stopped", async () => {
    await using bed = await testBed();
    const work = controlled();
    let told = false;
    await bed
      .agent()
      .action<{ n: string }>({
        name: "work",
        handler(payload, { signal }) {
          signal.addEventListener("abort", () => {
            told = true;
          });
          return work.handler(payload);
        },
      })
      .start();
    enqueue(bed, "1");
    await until(() => work.running.has("1"));
    bed.fake.cancel("cmd_1");
    await until(() => told && bed.fake.cancellations.length === 1);
    expect(bed.fake.cancellations).toEqual(["cmd_1 ACKNOWLEDGED"]);
    work.finish("1");
    await until(() => bed.fake.cancellations.length === 2);
    expect(bed.fake.cancellations[1]).toBe("cmd_1 STOPPED");
    expect(bed.fake.results.has("cmd_1")).toBe(false);
  });

  test("of something that does not run here is told as stopped, once", async () => {
    await using bed = await testBed();
    await bed.agent().start();
    bed.fake.cancel("cmd_gone");
    await until(() => bed.fake.cancellations.length === 1);
    bed.fake.cancel("cmd_gone");
    await until(() => {
      bed.seams.advance(1_000);
      return bed.fake.seen("poll").length === 3;
    });
    expect(bed.fake.cancellations).toEqual(["cmd_gone STOPPED"]);
  });

  test("is told until Opstage has heard it", async () => {
    await using bed = await testBed();
    await bed.agent().start();
    const outage = { status: 502, body: "<html>Bad Gateway</html>" };
    bed.fake.answer("cancellation", ...Array(8).fill(outage));
    bed.fake.cancel("cmd_1");
    await until(() => {
      bed.seams.advance(15_000);
      bed.fake.cancel("cmd_1");
      return bed.fake.cancellations.length === 1;
    }, "the news to arrive");
  });
});
