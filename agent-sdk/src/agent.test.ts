import { describe, expect, test } from "vitest";
import { failure } from "./testing/fake-opstage";
import { testBed } from "./testing/fixtures";
import { until } from "./testing/test-seams";
import type { ActionContext } from "./types";

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A promise that the test settles. */
function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe("health", () => {
  test("[seed 35] [seed 36] is asked at the heartbeat's cadence and sent with heartbeats and reports", async () => {
    await using bed = await testBed();
    let asked = 0;
    const agent = bed.agent().health(() => ({ status: "UP", message: `answer ${++asked}` }));
    await agent.start();
    expect(bed.fake.services[0]?.health).toMatchObject({ status: "UP", message: "answer 1" });
    expect(bed.fake.seen("heartbeat")[0]?.body).toMatchObject({
      serviceId: "svc_demo",
      health: { status: "UP", message: "answer 1" },
    });
    await until(() => bed.seams.sleeping(30_000, 2), "the loops to sleep");
    bed.seams.advance(30_000);
    await until(() => asked === 2 && bed.fake.seen("heartbeat").length === 2, "the second heartbeat");
    await until(() => bed.seams.sleeping(30_000, 3), "health, heartbeat and report to sleep");
    bed.seams.advance(30_000);
    await until(() => bed.fake.seen("heartbeat").length === 3 && bed.fake.seen("report").length === 2);
    expect(bed.fake.seen("heartbeat")[2]?.body).toMatchObject({ health: { message: "answer 2" } });
    expect(bed.fake.services[0]?.health?.message).toMatch(/answer [23]/);
  });

  test("a change of status is sent at once, not with the next interval", async () => {
    await using bed = await testBed();
    let status: "UP" | "DOWN" = "UP";
    await bed
      .agent()
      .health(() => ({ status }))
      .start();
    status = "DOWN";
    await until(() => bed.seams.sleeping(30_000));
    bed.seams.advance(30_000);
    await until(() => bed.fake.seen("heartbeat").some((call) => JSON.stringify(call.body).includes("DOWN")));
  });

  test("[seed 38] a check that hangs never holds up a heartbeat and shows as UNKNOWN", async () => {
    await using bed = await testBed();
    let hangs = false;
    await bed
      .agent()
      .health(() => (hangs ? new Promise(() => {}) : { status: "UP" }))
      .start();
    hangs = true;
    for (let beats = 2; beats <= 6; beats++) {
      await until(() => bed.seams.sleeping(30_000));
      bed.seams.advance(30_000);
      await until(() => bed.fake.seen("heartbeat").length >= beats, `heartbeat ${beats}`);
      bed.seams.advance(5_000);
      await turn();
    }
    await until(() =>
      JSON.stringify(bed.fake.seen("heartbeat").at(-1)?.body).includes("did not answer within 5000 ms"),
    );
  });
});

describe("configs", () => {
  test("[seed 21] are read for each report, and values of sensitive items stay in the process", async () => {
    await using bed = await testBed();
    let port = 1;
    const agent = bed.agent({ autoStartLoops: false }).configs(() => [
      { key: "port", type: "number", valuePreview: String(port++), editable: false },
      { key: "key", type: "secret", sensitive: true, valuePreview: "s3cret", defaultValue: "d3fault" },
      { key: "ref", type: "secretRef", secretRef: "env://KEY" },
    ]);
    await agent.start();
    const configs = bed.fake.services[0]?.configs;
    expect(configs?.[0]).toMatchObject({ key: "port", valuePreview: "2" });
    expect(configs?.[2]).toMatchObject({ secretRef: "env://KEY" });
    expect(JSON.stringify(bed.fake.calls)).not.toMatch(/s3cret|d3fault/);
  });

  test("that cannot be read keep their last values", async () => {
    await using bed = await testBed();
    let works = true;
    const agent = bed
      .agent({ autoStartLoops: false, service: { code: "demo", name: "Demo" } })
      .configs(() => {
        if (!works) throw new Error("vault is sealed");
        return [{ key: "a", type: "string", valuePreview: "1" }];
      });
    await agent.start();
    await agent.stop();
    works = false;
    await agent.start();
    expect(bed.fake.services[0]?.configs).toMatchObject([{ key: "a", valuePreview: "1" }]);
    expect(bed.events()).toContain("configs.failed");
  });
});

describe("the action catalogue", () => {
  test("[seed 22] is reported with its schema and without code", async () => {
    await using bed = await testBed();
    const inputSchema = { type: "object", properties: { text: { type: "string" } } };
    const agent = bed.agent({ autoStartLoops: false }).action({
      name: "echo",
      inputSchema,
      dangerLevel: "HIGH",
      requiresConfirmation: true,
      category: "other",
      order: 2,
      timeoutSeconds: 5,
      idempotent: true,
      ephemeralFields: ["pin"],
      prepare: () => ({}),
      handler: () => {},
    });
    await agent.start();
    expect(bed.fake.services[0]?.actions).toEqual([
      {
        name: "echo",
        label: "echo",
        inputSchema,
        dangerLevel: "HIGH",
        requiresConfirmation: true,
        category: "other",
        order: 2,
        timeoutSeconds: 5,
        idempotent: true,
        ephemeralFields: ["pin"],
      },
    ]);
  });

  test("[seed 22] an action that is added later is reported at once", async () => {
    await using bed = await testBed();
    const agent = bed.agent();
    await agent.start();
    agent.action({ name: "later", handler: () => {} });
    await until(() => bed.fake.services[0]?.actions?.[0]?.name === "later", "the second report");
  });
});

describe("a command", () => {
  test("runs its handler with the payload and reports what it returned", async () => {
    await using bed = await testBed();
    const agent = bed.agent().action<{ text: string }>({ name: "echo", handler: ({ text }) => ({ text }) });
    await agent.start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "echo", payload: { text: "hi" }, attempt: 1 });
    expect(await bed.fake.resultOf("cmd_1")).toMatchObject({
      success: true,
      data: { text: "hi" },
      attempt: 1,
      startedAt: expect.any(String),
      finishedAt: expect.any(String),
    });
  });

  test("[seed 84] for an action without a handler fails with ACTION_HANDLER_NOT_FOUND", async () => {
    await using bed = await testBed();
    await bed.agent().start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "nobody" });
    const result = await bed.fake.resultOf("cmd_1");
    expect(result).toMatchObject({ success: false, error: { code: "ACTION_HANDLER_NOT_FOUND" } });
  });

  test("for a service that this agent does not serve fails instead of running on another one", async () => {
    await using bed = await testBed();
    let ran = 0;
    await bed
      .agent()
      .action({ name: "echo", handler: () => void ran++ })
      .start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "echo", serviceCode: "stranger" });
    const result = await bed.fake.resultOf("cmd_1");
    expect(result.error).toMatchObject({ code: "CAPSULE_SERVICE_NOT_FOUND" });
    expect(ran).toBe(0);
  });

  test("whose handler throws fails with ACTION_FAILED and the message", async () => {
    await using bed = await testBed();
    const agent = bed.agent().action({
      name: "bad",
      handler: () => {
        throw new Error("upstream said no");
      },
    });
    await agent.start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "bad" });
    expect(await bed.fake.resultOf("cmd_1")).toMatchObject({
      success: false,
      error: { code: "ACTION_FAILED", message: "upstream said no" },
    });
  });

  test("whose handler says so fails with the handler's own code", async () => {
    await using bed = await testBed();
    const error = { code: "DEMO_FAILURE", message: "wanted" };
    await bed
      .agent()
      .action({ name: "bad", handler: () => ({ success: false, error }) })
      .start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "bad" });
    expect(await bed.fake.resultOf("cmd_1")).toMatchObject({ success: false, error });
  });

  test("that takes too long fails with ACTION_TIMEOUT and aborts its handler", async () => {
    await using bed = await testBed();
    const begun = deferred<ActionContext>();
    const agent = bed.agent().action({
      name: "slow",
      timeoutSeconds: 20,
      handler: (_, context) => {
        begun.resolve(context);
        return new Promise(() => {});
      },
    });
    await agent.start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "slow", timeoutSeconds: 7 });
    const { signal } = await begun.promise;
    bed.seams.advance(6_999);
    expect(signal.aborted).toBe(false);
    bed.seams.advance(1);
    expect((await bed.fake.resultOf("cmd_1")).error).toMatchObject({ code: "ACTION_TIMEOUT" });
    expect(signal.aborted).toBe(true);
  });

  test("whose payload does not fit the schema is refused with the issues, unrun", async () => {
    await using bed = await testBed();
    let ran = 0;
    const agent = bed.agent().action({
      name: "typed",
      inputSchema: { type: "object", properties: { n: { type: "integer" } }, required: ["n"] },
      handler: () => void ran++,
    });
    await agent.start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "typed", payload: { n: "one" } });
    expect((await bed.fake.resultOf("cmd_1")).error).toMatchObject({
      code: "ACTION_PAYLOAD_INVALID",
      issues: [{ path: "n", message: expect.any(String) }],
    });
    expect(ran).toBe(0);
  });

  test("that was cancelled aborts its handler and sends no result", async () => {
    await using bed = await testBed();
    const begun = deferred<AbortSignal>();
    const agent = bed.agent().action({
      name: "long",
      handler: (_, { signal }) => {
        begun.resolve(signal);
        return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      },
    });
    await agent.start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "long" });
    const signal = await begun.promise;
    await until(() => bed.fake.parkedPolls === 1, "the next poll");
    bed.fake.cancel("cmd_1");
    await until(() => signal.aborted, "the handler to be aborted");
    bed.fake.enqueue({ id: "cmd_2", actionName: "nobody" });
    await bed.fake.resultOf("cmd_2");
    expect(bed.fake.results.has("cmd_1")).toBe(false);
    expect(bed.fake.seen("poll").at(-1)?.query.running ?? "").not.toContain("cmd_1");
  });

  test("that arrives a second time is not run a second time", async () => {
    await using bed = await testBed();
    let ran = 0;
    await bed
      .agent()
      .action({ name: "count", handler: () => ({ ran: ++ran }) })
      .start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "count" });
    await bed.fake.resultOf("cmd_1");
    bed.fake.enqueue({ id: "cmd_1", actionName: "count" });
    bed.fake.enqueue({ id: "cmd_2", actionName: "nobody" });
    await bed.fake.resultOf("cmd_2");
    expect(ran).toBe(1);
  });

  test("that the server gives a new attempt of, after the first had ended, is run again", async () => {
    await using bed = await testBed();
    let ran = 0;
    await bed
      .agent()
      .action({ name: "count", idempotent: true, handler: () => ({ ran: ++ran }) })
      .start();
    bed.fake.answer("result", failure(409, "COMMAND_ALREADY_COMPLETED", "Stale attempt."));
    bed.fake.enqueue({ id: "cmd_1", actionName: "count", attempt: 1 });
    await bed.fake.next("result");
    await until(() => bed.events().includes("result.unwanted"));
    bed.fake.enqueue({ id: "cmd_1", actionName: "count", attempt: 2 });
    expect(await bed.fake.resultOf("cmd_1")).toMatchObject({ attempt: 2, data: { ran: 2 } });
  });

  test("commands of one service run one after the other, and what runs is told to the server", async () => {
    await using bed = await testBed();
    const gate = deferred<void>();
    const order: string[] = [];
    const agent = bed.agent().action<{ n: string }>({
      name: "step",
      async handler({ n }) {
        order.push(`begin ${n}`);
        if (n === "1") await gate.promise;
        order.push(`end ${n}`);
      },
    });
    await agent.start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "step", payload: { n: "1" } });
    await until(() => order.length === 1);
    bed.fake.enqueue({ id: "cmd_2", actionName: "step", payload: { n: "2" } });
    await until(() => bed.fake.seen("poll").some((call) => call.query.running === "cmd_1"));
    gate.resolve();
    await bed.fake.resultOf("cmd_2");
    expect(order).toEqual(["begin 1", "end 1", "begin 2", "end 2"]);
  });
});

describe("a prepare", () => {
  const inputSchema = {
    type: "object",
    properties: {
      text: { type: "string", default: "hello" },
      count: { type: "integer" },
      deep: { type: "boolean" },
      tags: { type: "array" },
    },
  };

  test("without a prepare function answers the catalogue's entry and a payload built from the schema", async () => {
    await using bed = await testBed();
    await bed
      .agent()
      .action({ name: "echo", label: "Echo", inputSchema, handler: () => {} })
      .start();
    bed.fake.enqueue({ id: "cmd_1", type: "ACTION_PREPARE", actionName: "echo" });
    expect(await bed.fake.resultOf("cmd_1")).toMatchObject({
      success: true,
      data: {
        action: { name: "echo", label: "Echo", inputSchema },
        initialPayload: { text: "hello", count: 0, deep: false, tags: [] },
        currentState: {},
      },
    });
  });

  test("may change the form, and a payload made for that form is accepted", async () => {
    await using bed = await testBed();
    const declared = { type: "object", properties: { id: { type: "string", enum: ["old"] } } };
    const fresh = { type: "object", properties: { id: { type: "string", enum: ["new"] } } };
    const agent = bed.agent().action<{ id: string }>({
      name: "pick",
      inputSchema: declared,
      prepare: () => ({ action: { inputSchema: fresh }, currentState: { free: 3 } }),
      handler: ({ id }) => id,
    });
    await agent.start();
    bed.fake.enqueue({ id: "cmd_1", type: "ACTION_PREPARE", actionName: "pick" });
    expect((await bed.fake.resultOf("cmd_1")).data).toMatchObject({
      action: { name: "pick", inputSchema: fresh },
      currentState: { free: 3 },
    });
    bed.fake.enqueue({ id: "cmd_2", actionName: "pick", payload: { id: "new" } });
    expect(await bed.fake.resultOf("cmd_2")).toMatchObject({ success: true, message: "new" });
    bed.fake.enqueue({ id: "cmd_3", actionName: "pick", payload: { id: "other" } });
    expect((await bed.fake.resultOf("cmd_3")).error).toMatchObject({ code: "ACTION_PAYLOAD_INVALID" });
  });

  test("sees what the form holds so far, valid or not", async () => {
    await using bed = await testBed();
    const schema = { type: "object", properties: { country: { type: "string", enum: ["FR", "DE"] } } };
    const agent = bed.agent().action({
      name: "pick",
      inputSchema: schema,
      prepare: ({ payload }) => ({ currentState: { seen: payload } }),
      handler: () => {},
    });
    await agent.start();
    bed.fake.enqueue({ id: "cmd_1", type: "ACTION_PREPARE", actionName: "pick" });
    expect((await bed.fake.resultOf("cmd_1")).data).toMatchObject({ currentState: { seen: {} } });
    const payload = { country: "elsewhere" };
    bed.fake.enqueue({ id: "cmd_2", type: "ACTION_PREPARE", actionName: "pick", payload });
    expect((await bed.fake.resultOf("cmd_2")).data).toMatchObject({ currentState: { seen: payload } });
  });

  test("that throws fails with ACTION_PREPARE_FAILED", async () => {
    await using bed = await testBed();
    const prepare = () => {
      throw new Error("no database");
    };
    await bed
      .agent()
      .action({ name: "bad", prepare, handler: () => {} })
      .start();
    bed.fake.enqueue({ id: "cmd_1", type: "ACTION_PREPARE", actionName: "bad" });
    expect(await bed.fake.resultOf("cmd_1")).toMatchObject({
      success: false,
      error: { code: "ACTION_PREPARE_FAILED", message: "no database" },
    });
  });

  test("is answered while an action runs", async () => {
    await using bed = await testBed();
    const gate = deferred<void>();
    await bed
      .agent()
      .action({ name: "long", handler: () => gate.promise })
      .start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "long" });
    bed.fake.enqueue({ id: "cmd_2", type: "ACTION_PREPARE", actionName: "long" });
    expect(await bed.fake.resultOf("cmd_2")).toMatchObject({ success: true });
    expect(bed.fake.results.has("cmd_1")).toBe(false);
    gate.resolve();
    await bed.fake.resultOf("cmd_1");
  });
});

describe("polling", () => {
  test("[seed 86] asks an older server, which knows no long poll, every 5 seconds", async () => {
    await using bed = await testBed({ longPoll: false });
    await bed.agent().start();
    await until(() => bed.seams.sleeping(5_000), "the poll loop to sleep");
    const polls = bed.fake.seen("poll").length;
    bed.seams.advance(4_999);
    await turn();
    expect(bed.fake.seen("poll")).toHaveLength(polls);
    bed.seams.advance(1);
    await until(() => bed.fake.seen("poll").length === polls + 1);
  });

  test("[seed 86] asks at the interval that the host sets, whatever the server wishes", async () => {
    await using bed = await testBed({ longPoll: false, commandPollIntervalSeconds: 9 });
    await bed.agent({ intervals: { commandPollMs: 700 } }).start();
    await until(() => bed.seams.sleeping(700), "the poll loop to sleep");
  });

  test("[seed 13] is held by the server until there is a command, and then asked again at once", async () => {
    await using bed = await testBed();
    await bed
      .agent()
      .action({ name: "echo", handler: () => {} })
      .start();
    await until(() => bed.fake.parkedPolls === 1);
    expect(bed.fake.seen("poll")).toHaveLength(1);
    bed.fake.enqueue({ id: "cmd_1", actionName: "echo" });
    await bed.fake.resultOf("cmd_1");
    await until(() => bed.fake.parkedPolls === 1, "the next held poll");
    expect(bed.fake.seen("poll")[1]?.query).toMatchObject({ wait: "25", limit: "1" });
  });

  test("never becomes a busy loop when a server answers held polls at once", async () => {
    await using bed = await testBed();
    await bed.agent().start();
    for (let i = 0; i < 5; i++) {
      await until(() => bed.fake.parkedPolls === 1);
      bed.fake.releasePolls();
      await until(() => bed.seams.sleeping(1_000), "a pause");
      bed.seams.advance(1_000);
    }
  });

  test("can be told not to hold requests", async () => {
    await using bed = await testBed();
    await bed.agent({ longPoll: false }).start();
    await until(() => bed.seams.sleeping(5_000));
    expect(bed.fake.seen("poll").every((call) => call.query.wait === undefined)).toBe(true);
  });
});

describe("intervals", () => {
  test("of the server are honoured", async () => {
    await using bed = await testBed({ heartbeatIntervalSeconds: 12 });
    await bed.agent().start();
    await until(() => bed.seams.sleeping(12_000), "the heartbeat to follow the server");
  });

  test("of the host win", async () => {
    await using bed = await testBed({ heartbeatIntervalSeconds: 12 });
    await bed.agent({ intervals: { heartbeatMs: 4_000, serviceReportMs: 8_000 } }).start();
    await until(() => bed.seams.sleeping(4_000) && bed.seams.sleeping(8_000));
    expect(bed.seams.sleeping(12_000)).toBe(false);
  });
});

describe("an outage", () => {
  test("is told once, survived for any time, and followed by a fresh report", async () => {
    await using bed = await testBed();
    await bed.agent().start();
    await until(() => bed.fake.parkedPolls === 1);
    const reports = bed.fake.seen("report").length;
    const outage = failure(503, "SHUTTING_DOWN", "Going down.");
    bed.fake.answer("heartbeat", ...Array(40).fill(outage));
    await until(() => {
      bed.seams.advance(30_000);
      return bed.fake.seen("heartbeat").length > 30;
    }, "many failed heartbeats");
    expect(bed.events().filter((event) => event === "connection.lost")).toHaveLength(1);
    await until(() => {
      bed.seams.advance(30_000);
      return bed.events().includes("connection.restored");
    }, "the recovery");
    await until(() => bed.fake.seen("report").length > reports, "a fresh report");
  });

  test("is over as soon as one poll is answered, not when a held one ends", async () => {
    await using bed = await testBed();
    await bed.agent().start();
    await until(() => bed.fake.parkedPolls === 1);
    bed.fake.answer("poll", { status: 0, cut: true });
    bed.fake.releasePolls();
    await until(() => {
      bed.seams.advance(1_000);
      return bed.events().includes("connection.restored");
    }, "the recovery");
    await until(() => bed.fake.parkedPolls === 1, "the next held poll");
  });

  test("loses no result: it is sent until it is acknowledged, and its command counts as running", async () => {
    await using bed = await testBed();
    await bed
      .agent()
      .action({ name: "echo", handler: () => "done" })
      .start();
    const outage = { status: 502, body: "<html>Bad Gateway</html>" };
    bed.fake.answer("result", outage, outage, { status: 0, cut: true }, outage);
    bed.fake.enqueue({ id: "cmd_1", actionName: "echo" });
    await bed.fake.next("result");
    await until(() => {
      bed.fake.releasePolls();
      return bed.fake.seen("poll").some((call) => call.query.running === "cmd_1");
    }, "a poll that names the command");
    await until(() => {
      bed.seams.advance(60_000);
      return bed.fake.results.has("cmd_1");
    }, "the result to arrive");
    expect(bed.fake.results.get("cmd_1")).toMatchObject({ success: true, message: "done" });
  });

  test("[seed 82] a refused token is told with what to do, and a new token in the file is taken up", async () => {
    await using bed = await testBed();
    await bed.agent().start();
    await until(() => bed.fake.parkedPolls === 1);
    bed.fake.agentToken = "opstage_agent_rotated";
    await until(() => {
      bed.seams.advance(30_000);
      return bed.events().includes("auth.refused");
    }, "the refusal");
    expect(bed.log.find((record) => record.event === "auth.refused")?.message).toMatch(
      /delete the token file and register/,
    );
    const { saveCredentials } = await import("./credentials");
    const { agentId, agentToken } = bed.fake;
    await saveCredentials(bed.tokenFile, { agentId, agentToken }, 0);
    const before = bed.fake.seen("heartbeat").length;
    await until(() => {
      bed.seams.advance(60_000);
      return bed.fake
        .seen("heartbeat")
        .slice(before)
        .some((call) => call.token === agentToken);
    }, "the new token to be used");
  });
});

describe("a result that Opstage refuses", () => {
  test("as too large is replaced by a failure that says so", async () => {
    await using bed = await testBed();
    await bed
      .agent()
      .action({ name: "big", handler: () => ({ text: "x".repeat(100) }) })
      .start();
    bed.fake.answer("result", failure(413, "COMMAND_RESULT_TOO_LARGE", "Too large."));
    bed.fake.enqueue({ id: "cmd_1", actionName: "big" });
    expect(await bed.fake.resultOf("cmd_1")).toMatchObject({
      success: false,
      error: { code: "COMMAND_RESULT_TOO_LARGE" },
    });
  });

  test("because it is not JSON fails the command instead of hanging it", async () => {
    await using bed = await testBed();
    await bed
      .agent()
      .action({ name: "odd", handler: () => ({ big: 1n }) })
      .start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "odd" });
    expect(await bed.fake.resultOf("cmd_1")).toMatchObject({
      success: false,
      message: expect.stringMatching(/not JSON/),
    });
  });
});

describe("stop", () => {
  test("lets the running action finish and delivers its result", async () => {
    await using bed = await testBed();
    const gate = deferred<string>();
    const agent = bed.agent({ drainTimeoutMs: 10_000 }).action({ name: "slow", handler: () => gate.promise });
    await agent.start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "slow" });
    await until(() => bed.events().includes("command.started"));
    const stopped = agent.stop();
    gate.resolve("finished");
    await stopped;
    expect(bed.fake.results.get("cmd_1")).toMatchObject({ success: true, message: "finished" });
    expect(bed.fake.parkedPolls).toBe(0);
  });

  test("aborts what does not finish in time and reports it as stopped", async () => {
    await using bed = await testBed();
    const agent = bed
      .agent({ drainTimeoutMs: 10_000 })
      .action({ name: "endless", handler: () => new Promise(() => {}) });
    await agent.start();
    bed.fake.enqueue({ id: "cmd_1", actionName: "endless" });
    await until(() => bed.events().includes("command.started"));
    const stopped = agent.stop();
    await until(() => bed.seams.sleeping(10_000));
    bed.seams.advance(10_000);
    await stopped;
    expect(bed.fake.results.get("cmd_1")?.error).toMatchObject({ code: "AGENT_STOPPED" });
  });

  test("is bounded even when Opstage is away", async () => {
    await using bed = await testBed();
    const agent = bed.agent({ drainTimeoutMs: 3_000 }).action({ name: "echo", handler: () => "x" });
    await agent.start();
    bed.fake.answer("result", ...Array(1_000).fill({ status: 0, cut: true }));
    bed.fake.enqueue({ id: "cmd_1", actionName: "echo" });
    await bed.fake.next("result");
    let isStopped = false;
    void agent.stop().then(() => {
      isStopped = true;
    });
    await until(() => {
      bed.seams.advance(1_000);
      return isStopped;
    }, "the agent to stop");
    expect(bed.fake.results.has("cmd_1")).toBe(false);
  });
});

test("pollOnce runs what is there and returns when the results are delivered", async () => {
  await using bed = await testBed();
  const agent = bed.agent({ autoStartLoops: false }).action({ name: "echo", handler: () => "x" });
  await agent.start();
  bed.fake.enqueue({ id: "cmd_1", actionName: "echo" }, { id: "cmd_2", actionName: "echo" });
  expect(await agent.pollOnce()).toBe(2);
  expect([...bed.fake.results.keys()]).toEqual(["cmd_1", "cmd_2"]);
  expect(await agent.pollOnce()).toBe(0);
});

test("tokens never appear in the log", async () => {
  await using bed = await testBed();
  await bed.agent().start();
  bed.fake.answer("heartbeat", failure(401, "UNAUTHORIZED", `no ${bed.fake.agentToken}`));
  await until(() => {
    bed.seams.advance(30_000);
    return bed.events().includes("auth.refused");
  });
  const text = JSON.stringify(bed.log);
  expect(text).not.toContain(bed.fake.agentToken);
  expect(text).not.toContain(bed.fake.registrationToken);
});
