import { describe, expect, test } from "vitest";
import { failure } from "./testing/fake-opstage";
import { testBed } from "./testing/fixtures";
import { until } from "./testing/test-seams";
import type { ActionContext } from "./types";

type Bed = Awaited<ReturnType<typeof testBed>>;

/** An action that the test drives from outside. */
async function talking(bed: Bed) {
  let end: () => void = () => {};
  const begun = new Promise<ActionContext>((resolve) => {
    bed.agent().action({
      name: "talk",
      async handler(_, context) {
        resolve(context);
        await new Promise<void>((done) => {
          end = done;
          context.signal.addEventListener("abort", () => done());
        });
        return "said all";
      },
    });
  });
  await bed.agents()[0]?.start();
  bed.fake.enqueue({ id: "cmd_1", actionName: "talk", attempt: 2 });
  return { context: await begun, end: () => end() };
}

function linesOf(bed: Bed): string[] {
  return (bed.fake.said.get("cmd_1") ?? []).flatMap(({ logs }) => (logs ?? []).map(({ line }) => line));
}

describe("progress and log lines", () => {
  test("reach Opstage together, in order, and only the newest state", async () => {
    await using bed = await testBed();
    const { context, end } = await talking(bed);
    expect(context.attempt).toBe(2);
    context.progress(10, "begun");
    context.progress(250);
    context.log.info("first");
    context.log.warn("second", { count: 3 });
    bed.seams.advance(250);
    await until(() => bed.fake.said.has("cmd_1"));
    expect(bed.fake.said.get("cmd_1")).toEqual([
      {
        attempt: 2,
        seq: 1,
        percent: 100,
        message: "begun",
        logs: [
          { at: "2030-01-01T00:00:00.000Z", level: "info", line: "first" },
          { at: "2030-01-01T00:00:00.000Z", level: "warn", line: 'second {"count":3}' },
        ],
      },
    ]);
    end();
    await bed.fake.resultOf("cmd_1");
  });

  test("are sent less often the longer the talk goes on, at least once a second", async () => {
    await using bed = await testBed();
    const { context, end } = await talking(bed);
    for (const pause of [250, 500, 1_000, 1_000]) {
      context.log.info(`after ${pause}`);
      await until(() => bed.seams.sleeping(pause), `a pause of ${pause}`);
      const calls = bed.fake.seen("progress").length;
      context.log.info("more");
      bed.seams.advance(pause);
      await until(() => bed.fake.seen("progress").length === calls + 1, "the call");
      context.log.info("goes on");
    }
    end();
    await bed.fake.resultOf("cmd_1");
  });

  test("come before the result: nothing that was said is lost by ending", async () => {
    await using bed = await testBed();
    const { context, end } = await talking(bed);
    for (let i = 0; i < 250; i++) context.log.info(`line ${i}`);
    end();
    await bed.fake.resultOf("cmd_1");
    expect(linesOf(bed)).toEqual(Array.from({ length: 250 }, (_, i) => `line ${i}`));
    const sizes = bed.fake.said.get("cmd_1")?.map(({ logs }) => logs?.length);
    expect(sizes).toEqual([100, 100, 50]);
    const names = bed.fake.calls.map(({ name }) => name).filter((name) => /progress|result/.test(name));
    expect(names).toEqual(["progress", "progress", "progress", "result"]);
  });

  test("that Opstage did not acknowledge are sent again under the same number", async () => {
    await using bed = await testBed();
    const { context, end } = await talking(bed);
    bed.fake.answer("progress", { status: 0, cut: true });
    context.log.info("once");
    bed.seams.advance(250);
    await bed.fake.next("progress");
    context.log.info("twice");
    await until(() => {
      bed.seams.advance(1_000);
      return linesOf(bed).length === 2;
    });
    expect(bed.fake.seen("progress").map(({ body }) => body.seq)).toEqual([1, 1, 2]);
    end();
    await bed.fake.resultOf("cmd_1");
  });

  test("are capped while Opstage is away, and a line says how many were dropped", async () => {
    await using bed = await testBed();
    const { context, end } = await talking(bed);
    for (let i = 0; i < 1_500; i++) context.log.info(`line ${i}`);
    end();
    await bed.fake.resultOf("cmd_1");
    expect(linesOf(bed)[0]).toMatch(/^500 older lines were dropped/);
    expect(linesOf(bed)[1]).toBe("line 500");
    expect(linesOf(bed)).toHaveLength(1_001);
  });

  test("of any length and content make calls that Opstage takes", async () => {
    await using bed = await testBed();
    const { context, end } = await talking(bed);
    for (let i = 0; i < 40; i++) context.log.info("\u0001".repeat(10_000));
    const loop: Record<string, unknown> = {};
    loop.loop = loop;
    context.log.error("odd", { big: 1n, loop });
    end();
    await bed.fake.resultOf("cmd_1");
    expect(linesOf(bed)).toHaveLength(41);
    expect(linesOf(bed)[0]).toHaveLength(4_000);
    for (const { body } of bed.fake.seen("progress"))
      expect(JSON.stringify(body).length).toBeLessThan(600_000);
  });

  test("never hold a token or the value of a secret", async () => {
    await using bed = await testBed();
    const { context, end } = await talking(bed);
    context.log.info(`token ${bed.fake.agentToken}`, { password: "hunter2", nested: { apiKey: "k-1" } });
    context.progress(1, `using ${bed.fake.agentToken}`);
    end();
    await bed.fake.resultOf("cmd_1");
    const sent = JSON.stringify(bed.fake.seen("progress").map(({ body }) => body));
    expect(sent).not.toContain(bed.fake.agentToken);
    expect(sent).not.toMatch(/hunter2|k-1/);
  });

  test("bring the news of a cancellation, and stop", async () => {
    await using bed = await testBed();
    const { context } = await talking(bed);
    bed.fake.answer("progress", { status: 200, body: { success: true, data: { cancel: true } } });
    context.log.info("still here");
    bed.seams.advance(250);
    await until(() => context.signal.aborted, "the abort");
    context.log.info("nobody reads this");
    await until(() => bed.fake.cancellations.includes("cmd_1 STOPPED"));
    expect(bed.fake.seen("progress")).toHaveLength(1);
  });

  test("are no longer sent to a server that does not take them, and the result arrives all the same", async () => {
    await using bed = await testBed();
    const { context, end } = await talking(bed);
    bed.fake.answer("progress", failure(404, "NOT_FOUND", "There is nothing at this address."));
    context.log.info("old server");
    bed.seams.advance(250);
    await bed.fake.next("progress");
    context.log.info("more");
    end();
    expect(await bed.fake.resultOf("cmd_1")).toMatchObject({ success: true, message: "said all" });
    expect(bed.fake.seen("progress")).toHaveLength(1);
  });
});
