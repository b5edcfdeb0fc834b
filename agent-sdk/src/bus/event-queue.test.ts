import { describe, expect, test } from "vitest";
import { failure } from "../testing/fake-opstage";
import { testBed } from "../testing/fixtures";
import { until } from "../testing/test-seams";
import { BusDisabledError, BusQueueFullError, BusRateLimitedError } from "./errors";

const outage = failure(503, "SHUTTING_DOWN", "The server is shutting down.");
const limited = failure(429, "BUS_RATE_LIMITED", "Too many events.");
const disabled = failure(404, "CAPSULE_BUS_DISABLED", "The Capsule Bus is off.");
const created = { eventType: "demo.item.created" };

type Bed = Awaited<ReturnType<typeof testBed>>;

/** Lets every wait be over until it is so: retries wait by the test's clock. */
const inTime = (bed: Bed, condition: () => boolean, what: string) =>
  until(() => {
    bed.seams.advance(60_000);
    return condition();
  }, what);

const published = (bed: Bed) => bed.fake.seen("publishEvent").map(({ body }) => body);

describe("publishing an event", () => {
  test("[seed 44] sends a complete envelope for the agent's service and answers what became of it", async () => {
    await using bed = await testBed();
    const agent = bed.agent({ autoStartLoops: false });
    await agent.start();
    const receipt = await agent.publishEvent({ ...created, payload: { id: 1 }, correlationId: "order-1" });
    expect(receipt).toMatchObject({ eventId: expect.stringMatching(/^bev_/), routedCommands: [] });
    expect(published(bed)).toEqual([
      {
        id: expect.stringMatching(/^[0-9A-Z]{26}$/),
        eventType: "demo.item.created",
        sourceServiceCode: "demo",
        payload: { id: 1 },
        metadata: {},
        correlationId: "order-1",
        occurredAt: "2030-01-01T00:00:00.000Z",
      },
    ]);
    await expect(agent.publishBusEvent(created)).resolves.toMatchObject({ routedCommands: [] });
  });

  test("while Opstage is away keeps the events in order and sends each once, with the same id at every try", async () => {
    await using bed = await testBed();
    const agent = bed.agent({ autoStartLoops: false });
    await agent.start();
    bed.fake.answer("publishEvent", outage, outage);
    const all = Promise.all(["a.a", "b.b", "c.c"].map((eventType) => agent.publishEvent({ eventType })));
    let isDone = false;
    void all.then(() => (isDone = true));
    await inTime(bed, () => isDone, "the events to arrive");
    expect(published(bed).map((body) => body.eventType)).toEqual(["a.a", "a.a", "a.a", "b.b", "c.c"]);
    expect(new Set(published(bed).map((body) => body.id)).size).toBe(3);
  });

  test("before the start waits for the first report", async () => {
    await using bed = await testBed();
    const agent = bed.agent({ autoStartLoops: false });
    const receipt = agent.publishEvent(created);
    await agent.start();
    await receipt;
    const names = bed.fake.calls.map(({ name }) => name);
    expect(names.indexOf("publishEvent")).toBeGreaterThan(names.indexOf("report"));
  });

  test("refuses the newest when too many wait", async () => {
    await using bed = await testBed();
    const agent = bed.agent({ busQueueLimit: 2 });
    void agent.publishEvent({ eventType: "a.a" });
    void agent.publishEvent({ eventType: "b.b" });
    await expect(agent.publishEvent({ eventType: "c.c" })).rejects.toBeInstanceOf(BusQueueFullError);
    await agent.start();
    await until(() => published(bed).length === 2, "the events that were kept");
    expect(published(bed).map((body) => body.eventType)).toEqual(["a.a", "b.b"]);
  });

  test("is refused at once and for good where the bus is off, and harms nobody who does not look", async () => {
    await using bed = await testBed();
    const agent = bed.agent({ autoStartLoops: false });
    await agent.start();
    bed.fake.answer("publishEvent", disabled, disabled);
    void agent.publishEvent(created);
    await expect(agent.publishEvent(created)).rejects.toBeInstanceOf(BusDisabledError);
    expect(published(bed)).toHaveLength(2);
    expect(bed.log.filter(({ event }) => event === "bus.event.refused")).toHaveLength(2);
  });

  test("is tried once more after a rate limit, and then refused", async () => {
    await using bed = await testBed();
    const agent = bed.agent({ autoStartLoops: false });
    await agent.start();
    bed.fake.answer("publishEvent", limited, limited);
    let refused: unknown;
    agent.publishEvent(created).catch((error: unknown) => (refused = error));
    await inTime(bed, () => refused !== undefined, "the refusal");
    expect(refused).toBeInstanceOf(BusRateLimitedError);
    expect(published(bed)).toHaveLength(2);
    await expect(agent.publishEvent(created)).resolves.toBeDefined();
  });

  test("after a rate limit goes out when the server said, not before, in order; a full queue says so meanwhile", async () => {
    await using bed = await testBed();
    const agent = bed.agent({ autoStartLoops: false, busQueueLimit: 2 });
    await agent.start();
    bed.fake.answer("publishEvent", { ...limited, headers: { "retry-after": "30" } });
    const first = agent.publishEvent({ eventType: "a.a" });
    const second = agent.publishEvent({ eventType: "b.b" });
    await until(() => bed.seams.sleeping(30_000), "the wait that the server asked for");
    await expect(agent.publishEvent({ eventType: "c.c" })).rejects.toThrow(new BusQueueFullError(2).message);
    bed.seams.advance(29_999);
    expect(bed.seams.sleeping(1)).toBe(true);
    expect(published(bed).map((body) => body.eventType)).toEqual(["a.a"]);
    bed.seams.advance(1);
    await expect(Promise.all([first, second])).resolves.toHaveLength(2);
    expect(published(bed).map((body) => body.eventType)).toEqual(["a.a", "a.a", "b.b"]);
    expect(published(bed)[1]?.id).toBe(published(bed)[0]?.id);
  });

  test("is not sent early because something else gets through to Opstage again", async () => {
    await using bed = await testBed();
    const agent = bed.agent();
    await agent.start();
    bed.fake.answer("publishEvent", { ...limited, headers: { "retry-after": "47" } });
    const receipt = agent.publishEvent(created);
    await until(() => bed.seams.sleeping(47_000), "the wait that the server asked for");
    bed.fake.answer("heartbeat", outage);
    bed.seams.advance(40_000);
    await until(() => {
      bed.seams.advance(0);
      return bed.events().includes("connection.restored");
    }, "the end of an outage");
    expect(bed.seams.sleeping(7_000)).toBe(true);
    expect(published(bed)).toHaveLength(1);
    bed.seams.advance(7_000);
    await receipt;
  });

  test("is not given up because a busy server lets the agent's calls wait, however often it says so", async () => {
    await using bed = await testBed();
    const agent = bed.agent({ autoStartLoops: false });
    await agent.start();
    const busy = { ...failure(429, "RATE_LIMITED", "Too many requests."), headers: { "retry-after": "1" } };
    bed.fake.answer("publishEvent", busy, busy, busy, busy);
    let receipt: unknown;
    void agent.publishEvent(created).then((value) => (receipt = value));
    await inTime(bed, () => receipt !== undefined, "the event to arrive");
    expect(published(bed)).toHaveLength(5);
  });

  test("never waits for longer than five minutes, whatever the server asks for", async () => {
    await using bed = await testBed();
    const agent = bed.agent({ autoStartLoops: false });
    await agent.start();
    bed.fake.answer("publishEvent", { ...limited, headers: { "retry-after": "86400" } });
    const receipt = agent.publishEvent(created);
    await until(() => bed.seams.sleeping(300_000), "the longest wait");
    bed.seams.advance(300_000);
    await receipt;
  });

  test("inside a handler carries its command as the cause, also from a timer, and outside none", async () => {
    await using bed = await testBed();
    const agent = bed.agent({ autoStartLoops: false });
    agent.action({
      name: "make",
      handler: async () => {
        await agent.publishEvent({ eventType: "made.one" });
        await new Promise((resolve) => setTimeout(resolve, 1));
        await agent.publishEvent({ eventType: "made.two", causationId: "bev_1" });
      },
    });
    await agent.start();
    const id = "cmd_1";
    bed.fake.enqueue({ id, actionName: "make" });
    await agent.pollOnce();
    await agent.publishEvent(created);
    expect(published(bed)).toMatchObject([
      { eventType: "made.one", commandId: id, causationId: id },
      { eventType: "made.two", commandId: id, causationId: "bev_1" },
      { eventType: "demo.item.created" },
    ]);
    expect(published(bed)[2]).not.toHaveProperty("causationId");
  });
});

test("an event's envelope reaches its handler whatever the action's schema says, and nothing else does", async () => {
  await using bed = await testBed();
  const seen: unknown[] = [];
  const agent = bed.agent({ autoStartLoops: false }).action({
    name: "strict",
    inputSchema: { type: "object", required: ["text"], properties: { text: { type: "string" } } },
    handler: (payload) => void seen.push(payload),
  });
  await agent.start();
  const busEvent = { id: "bev_1", experimental: "v0.4-experimental", eventType: "a.b" };
  bed.fake.enqueue({ id: "cmd_1", actionName: "strict", payload: { busEvent, payload: { x: 1 } } });
  bed.fake.enqueue({ id: "cmd_2", actionName: "strict", payload: { payload: { x: 1 } } });
  await agent.pollOnce();
  expect(seen).toEqual([{ busEvent, payload: { x: 1 } }]);
});
