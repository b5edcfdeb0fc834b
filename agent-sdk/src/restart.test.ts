import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { failure } from "./testing/fake-opstage";
import { testBed } from "./testing/fixtures";
import { until } from "./testing/test-seams";

const turn = () => new Promise((resolve) => setTimeout(resolve));
const outage = failure(503, "SHUTTING_DOWN", "The server is shutting down.");

/** What a process leaves behind that is gone from one moment to the next: its files as they are now. */
async function filesOfTheDead(folder: string) {
  const copy = await mkdtemp(join(tmpdir(), "opstage-next-"));
  await cp(join(folder, "data"), copy, { recursive: true });
  await rm(join(copy, "agent-token.txt.lock"), { force: true });
  return {
    tokenStore: { file: join(copy, "agent-token.txt") },
    [Symbol.asyncDispose]: () => rm(copy, { recursive: true, force: true }),
  };
}

describe("after the process is gone, the next one", () => {
  test("delivers the result that could not be delivered, before it says anything else", async () => {
    await using bed = await testBed();
    bed.fake.answer("result", ...Array(50).fill(outage));
    await bed
      .agent()
      .action({ name: "echo", handler: () => ({ generatedKey: "one-time" }) })
      .start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "echo", attempt: 3 });
    await bed.fake.next("result");
    await using left = await filesOfTheDead(bed.folder);
    bed.fake.calls.length = 0;
    const seen = bed.fake.calls;
    bed.fake.drop("result");
    let release: () => void = () => {};
    const after = new Promise<void>((resolve) => (release = resolve));
    bed.fake.answer("result", { ...outage, after, headers: { "retry-after": "1" } });
    const started = bed.agent({ ...left, autoStartLoops: false }).start();
    await until(() => seen.length > 0, "the result");
    for (let i = 0; i < 20; i++) await turn();
    expect(seen.map(({ name }) => name)).toEqual(["result"]);
    release();
    await started;
    bed.seams.advance(1_000);
    expect(await bed.fake.resultOf("cmd_1")).toMatchObject({
      success: true,
      attempt: 3,
      data: { generatedKey: "one-time" },
    });
    expect(bed.events()).toContain("results.recovered");
    await until(() => bed.events().includes("connection.restored"), "the acknowledgement");
    const journal = await readFile(`${left.tokenStore.file}.journal`, "utf8");
    expect(journal.trim().split("\n").at(-1)).toBe('{"id":"cmd_1","attempt":3,"state":"settled"}');
  });

  test("names an undelivered result among what it runs until it is acknowledged", async () => {
    await using bed = await testBed();
    bed.fake.answer("result", ...Array(50).fill(outage));
    await bed
      .agent()
      .action({ name: "echo", handler: () => "x" })
      .start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "echo" });
    await bed.fake.next("result");
    await using left = await filesOfTheDead(bed.folder);
    await bed.agent({ ...left, autoStartLoops: false }).start();
    expect(bed.fake.seen("heartbeat").at(-1)?.body.running).toEqual(["cmd_1"]);
    expect(bed.fake.seen("poll").at(-1)?.query.running).toBe("cmd_1");
  });

  test("does not run again what was begun, and says how it ended when it is asked for it again", async () => {
    await using bed = await testBed();
    let ran = 0;
    const endless = () => {
      ran += 1;
      return new Promise(() => {});
    };
    const first = bed.agent({ autoStartLoops: false }).action({ name: "once", handler: endless });
    await first.start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "once", attempt: 1 });
    void first.pollOnce();
    await until(() => ran === 1);
    await using left = await filesOfTheDead(bed.folder);
    const next = bed.agent({ ...left, autoStartLoops: false }).action({ name: "once", handler: endless });
    await next.start();
    expect(bed.fake.seen("heartbeat").at(-1)?.body.running).toEqual([]);
    bed.fake.enqueue({ id: "cmd_1", actionName: "once", attempt: 1 });
    await next.pollOnce();
    expect(ran).toBe(1);
    expect(bed.fake.results.get("cmd_1")).toMatchObject({
      success: false,
      attempt: 1,
      error: { code: "AGENT_LOST" },
    });
  });

  test("does not run again what was delivered, however late it comes again", async () => {
    await using bed = await testBed();
    let ran = 0;
    const count = () => void ran++;
    const first = bed.agent({ autoStartLoops: false }).action({ name: "once", handler: count });
    await first.start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "once", attempt: 1 });
    await first.pollOnce();
    await bed.fake.resultOf("cmd_1");
    await using left = await filesOfTheDead(bed.folder);
    const next = bed.agent({ ...left, autoStartLoops: false }).action({ name: "once", handler: count });
    await next.start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "once", attempt: 1 });
    await next.pollOnce();
    expect(ran).toBe(1);
  });

  test("runs the new attempt that Opstage makes of what was begun", async () => {
    await using bed = await testBed();
    let ends = false;
    const handler = () => (ends ? "done" : new Promise(() => {}));
    const first = bed.agent({ autoStartLoops: false }).action({ name: "again", idempotent: true, handler });
    await first.start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "again", attempt: 1 });
    void first.pollOnce();
    await until(() => bed.events().includes("command.started"));
    await using left = await filesOfTheDead(bed.folder);
    ends = true;
    const next = bed.agent({ ...left, autoStartLoops: false }).action({ name: "again", handler });
    await next.start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "again", attempt: 2 });
    await next.pollOnce();
    expect(bed.fake.results.get("cmd_1")).toMatchObject({ success: true, attempt: 2, message: "done" });
  });
});

test("what a stopped agent could not deliver is delivered by its next start", async () => {
  await using bed = await testBed();
  bed.fake.answer("result", ...Array(50).fill(outage));
  const agent = bed.agent({ autoStartLoops: false }).action({ name: "echo", handler: () => "kept" });
  await agent.start();
  bed.fake.enqueue({ id: "cmd_1", actionName: "echo" });
  void agent.pollOnce();
  await bed.fake.next("result");
  let isStopped = false;
  void agent.stop().then(() => {
    isStopped = true;
  });
  await until(() => {
    bed.seams.advance(1_000);
    return isStopped;
  }, "the stop");
  bed.fake.drop("result");
  await agent.start();
  expect(bed.fake.results.get("cmd_1")).toMatchObject({ success: true, message: "kept" });
});

test("a second process with the same token file keeps no journal and disturbs none", async () => {
  await using bed = await testBed();
  bed.fake.answer("result", ...Array(50).fill(outage));
  const first = bed.agent().action({ name: "echo", handler: () => "x" });
  await first.start();
  bed.fake.enqueue({ id: "cmd_1", actionName: "echo" });
  await bed.fake.next("result");
  const before = await readFile(`${bed.tokenFile}.journal`, "utf8");
  await bed.agent({ autoStartLoops: false }).start();
  expect(bed.events()).toContain("tokenFile.shared");
  expect(bed.events()).not.toContain("results.recovered");
  expect(await readFile(`${bed.tokenFile}.journal`, "utf8")).toBe(before);
});
