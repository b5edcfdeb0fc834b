import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type HubProcess, startHub } from "../../../e2e/support/hub-process";
import { createRegistrationToken, type OperatorSession, signInOverRest } from "../../../e2e/support/operator";
import { type OpstageProcess, startApi } from "../../../e2e/support/opstage-process";
import { type HttpChild, startHttpChild } from "../http-child";

/** Events of a child on their way to a real Capsule Bus, through a hub that is killed in between. */
let opstage: OpstageProcess;
let operator: OperatorSession;
let child: HttpChild;
const hubs: HubProcess[] = [];

interface BusRow {
  readonly envelopeId: string;
  readonly eventType: string;
  readonly sourceServiceCode: string;
  readonly payload: { readonly n: number };
}

beforeAll(async () => {
  opstage = await startApi({
    OPSTAGE_CAPSULE_BUS_ENABLED: "true",
    OPSTAGE_CAPSULE_BUS_INGEST_PER_MIN: "6000",
  });
  operator = await signInOverRest(opstage);
  child = await startHttpChild();
});
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.stop()));
});
afterAll(async () => {
  await child.stop();
  await opstage.dispose();
});

/** A child whose events are numbered from 0; the cursor is how many were seen. */
function eventsUpTo(count: () => number) {
  child.on("GET /capsule/bus/events", (request) => {
    const query = new URL(request.url ?? "", child.url).searchParams;
    const from = Number(query.get("cursor") ?? 0);
    const to = Math.min(count(), from + Math.min(Number(query.get("limit")), 7));
    const events = Array.from({ length: to - from }, (_, index) => ({
      id: String(from + index),
      eventType: "demo.item.created",
      payload: { n: from + index },
    }));
    return { events, next: to };
  });
}

async function stored(): Promise<BusRow[]> {
  return operator.call<BusRow[]>("GET", "/api/admin/bus/events?pageSize=100");
}

it("[seed 48] [seed 49] [seed 50] a hub takes a child's events to Opstage, each once, also when it is killed and started again", async () => {
  let count = 20;
  eventsUpTo(() => count);
  const yaml =
    "agent: { code: bus-hub }\nservices:\n" +
    `  - { code: source, http: { url: "${child.url}", events: true, eventsEverySeconds: 0.1 } }\n`;
  const start = async (folder?: string) => {
    const registrationToken = folder ? undefined : await createRegistrationToken(operator, "bus-hub");
    const hub = startHub({ backendUrl: opstage.base, registrationToken, yaml, folder });
    hubs.push(hub);
    return hub;
  };
  const first = await start();
  await expect.poll(async () => (await stored()).length, { timeout: 30_000 }).toBe(20);

  // A route of the server makes a command of each event; the hub only carries both.
  await operator.call("POST", "/api/admin/bus/routes", {
    name: "echo what was made",
    status: "ENABLED",
    match: { eventType: "demo.item.created" },
    target: { serviceCode: "source", actionName: "echo" },
    maxPerMinute: 1000,
  });
  count = 50;
  await expect.poll(async () => (await stored()).length, { timeout: 30_000 }).toBeGreaterThan(25);
  first.signal("SIGKILL");
  await first.exited;
  // As if it had been killed between an event and its note of it, every time.
  rmSync(join(first.folder, "hub-token.json.cursors"));
  const second = await start(first.folder);
  await expect.poll(async () => (await stored()).length, { timeout: 30_000 }).toBe(50);
  const events = await stored();
  expect(new Set(events.map(({ payload }) => payload.n)).size).toBe(50);
  expect(events[0]).toMatchObject({ eventType: "demo.item.created", sourceServiceCode: "source" });
  await expect
    .poll(() => child.seen.filter((path) => path === "POST /capsule/actions/echo/execute").length, {
      timeout: 30_000,
    })
    .toBeGreaterThanOrEqual(25);
  await second.stop();
});

it("an event that Opstage refuses is left out, the others pass; events that go nowhere are told", async () => {
  child.on("GET /capsule/bus/events", (request) => {
    const cursor = new URL(request.url ?? "", child.url).searchParams.get("cursor");
    if (cursor !== null) return { events: [{ id: "again", eventType: "x.y" }], next: cursor };
    const good = { id: "good", eventType: "demo.refused", payload: { n: 1 } };
    return { events: [{ id: "bad", eventType: "not a type *" }, good], next: "end" };
  });
  const yaml =
    "agent: { code: bus-hub-2 }\nself: { code: bus-self-2 }\nservices:\n" +
    `  - { code: source-2, http: { url: "${child.url}", events: true, eventsEverySeconds: 0.1 } }\n`;
  const registrationToken = await createRegistrationToken(operator, "bus-hub-2");
  const hub = startHub({ backendUrl: opstage.base, registrationToken, yaml });
  hubs.push(hub);
  await expect
    .poll(async () => (await stored()).filter(({ eventType }) => eventType === "demo.refused").length, {
      timeout: 30_000,
    })
    .toBe(1);
  expect(hub.log()).toContain("An event of source-2 is left out. Opstage refused the event bad");
  await expect.poll(hub.log, { timeout: 10_000 }).toContain("without moving its cursor");
});

/** A hub's file with one child that has events. */
function hubFile(code: string): string {
  return (
    `agent: { code: hub-of-${code} }\nself: { code: self-of-${code} }\nhealthEverySeconds: 0.3\nservices:\n` +
    `  - { code: ${code}, http: { url: "${child.url}", events: true, eventsEverySeconds: 0.1 } }\n`
  );
}

async function runHub(code: string, server: OpstageProcess, session: OperatorSession, folder?: string) {
  const registrationToken = folder ? undefined : await createRegistrationToken(session, code);
  const hub = startHub({ backendUrl: server.base, registrationToken, yaml: hubFile(code), folder });
  hubs.push(hub);
  await expect.poll(hub.log, { timeout: 30_000 }).toContain("hub.started");
  return hub;
}

it("a malformed event, a loop and a refused one keep no other event of their child back, and are counted", async () => {
  const deep = JSON.parse(`${'{"a":'.repeat(500)}1${"}".repeat(500)}`);
  const chain = (id: string, cause: string | null) => ({
    id,
    eventType: "chain.link",
    causationId: cause && `mixed:${cause}`,
    payload: { n: 0 },
  });
  child.on("GET /capsule/bus/events", (request) => {
    const cursor = new URL(request.url ?? "", child.url).searchParams.get("cursor");
    if (cursor !== null) return { events: [], next: cursor };
    return {
      events: [
        ...[17, null, "text", { eventType: "no.id" }, { id: "no-type" }],
        { id: "text", eventType: "mixed.text", payload: "text" },
        { id: "deep", eventType: "mixed.deep", payload: deep },
        ...[chain("a", null), chain("b", "a"), chain("too-deep", "b")],
        { id: "last", eventType: "mixed.last", payload: { n: 1 } },
      ],
      next: "end",
    };
  });
  const hub = await runHub("mixed", opstage, operator);
  const typesOf = async () =>
    (await stored()).filter(({ sourceServiceCode }) => sourceServiceCode === "mixed");
  await expect
    .poll(async () => (await typesOf()).map(({ envelopeId }) => envelopeId), { timeout: 30_000 })
    .toEqual(["mixed:last", "mixed:b", "mixed:a"]);
  expect(hub.log().match(/bus\.eventMalformed/g)).toHaveLength(7);
  expect(hub.log()).toContain("Number 4 of its page: id ");
  expect(hub.log()).toContain("Opstage refused the event too-deep");
  const rejected = await operator.call<{ metadata: object }[]>(
    "GET",
    "/api/admin/bus/audit?action=bus.event.rejected",
  );
  expect(rejected[0]).toMatchObject({ metadata: { code: "BUS_DEPTH_EXCEEDED", sourceServiceCode: "mixed" } });
  const [self] = await operator.call<{ id: string }[]>("GET", "/api/admin/capsule-services?q=self-of-mixed");
  const health = async () =>
    (
      await operator.call<{ health: { status: string; details: object } }>(
        "GET",
        `/api/admin/capsule-services/${self?.id}`,
      )
    ).health;
  await expect
    .poll(health, { timeout: 30_000 })
    .toMatchObject({ status: "UP", details: { eventsLeftOut: 8 } });
});

it("events that come while the server is away get there when it is back, by themselves", async () => {
  let count = 3;
  eventsUpTo(() => count);
  await runHub("patient", opstage, operator);
  const arrived = async () =>
    (await stored())
      .filter(({ sourceServiceCode }) => sourceServiceCode === "patient")
      .map(({ payload }) => payload.n);
  await expect.poll(arrived, { timeout: 30_000 }).toEqual([2, 1, 0]);
  await opstage.stop("SIGKILL");
  count = 6;
  const asked = child.seen.length;
  await expect.poll(() => child.seen.length, { timeout: 30_000 }).toBeGreaterThan(asked + 3);
  await opstage.start();
  await expect.poll(arrived, { timeout: 60_000 }).toEqual([5, 4, 3, 2, 1, 0]);
});

it("no event is lost to a bus that is off or over its rate limit: what the child keeps comes later, once", async () => {
  eventsUpTo(() => 6);
  const off = await startApi();
  try {
    const session = await signInOverRest(off);
    const first = await runHub("kept", off, session);
    await expect.poll(first.log, { timeout: 30_000 }).toContain("The events of kept wait");
    expect(first.log()).toContain("INFO  bus.forwardingFailed");
    await first.stop();
    await off.stop();

    const bus = { OPSTAGE_DATA_DIR: off.dataDir, OPSTAGE_CAPSULE_BUS_ENABLED: "true" };
    const limited = await startApi({ ...bus, OPSTAGE_CAPSULE_BUS_INGEST_PER_MIN: "4" });
    const second = await runHub("kept", limited, await signInOverRest(limited), first.folder);
    const limitedSession = await signInOverRest(limited);
    const rejected = () =>
      limitedSession.call<{ metadata: object }[]>("GET", "/api/admin/bus/audit?action=bus.event.rejected");
    await expect
      .poll(rejected, { timeout: 30_000 })
      .toMatchObject([{ metadata: { code: "BUS_RATE_LIMITED", sourceServiceCode: "kept" } }]);
    await second.stop();
    await limited.stop();

    const open = await startApi({ ...bus, OPSTAGE_CAPSULE_BUS_INGEST_PER_MIN: "6000" });
    const openSession = await signInOverRest(open);
    await runHub("kept", open, openSession, first.folder);
    const arrived = async () =>
      (await openSession.call<BusRow[]>("GET", "/api/admin/bus/events")).map(({ payload }) => payload.n);
    await expect.poll(arrived, { timeout: 30_000 }).toEqual([5, 4, 3, 2, 1, 0]);
    await open.stop();
  } finally {
    await off.dispose();
  }
});
