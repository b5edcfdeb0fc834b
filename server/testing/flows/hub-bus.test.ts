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
  expect(hub.log()).toContain("Opstage refused the event bad of source-2");
  await expect.poll(hub.log, { timeout: 10_000 }).toContain("without moving its cursor");
});
