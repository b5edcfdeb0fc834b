import { adminOperations, type BusRouteDefinition, BusTrial, parseCall } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { userContext } from "../../testing/actors";
import { auditRows, codeOf, type GivenService, givenService, reportedAction } from "../../testing/builders";
import { createBusDeps, givenRoute, publish } from "../../testing/bus";
import { poll } from "../../testing/commands";
import type { TestDeps } from "../../testing/deps";
import type { UserContext } from "../context";
import { runMaintenance } from "../sweeps/run";
import { listBusDeliveries } from "./deliveries/list";
import { replayBusDeliveries, replayBusDelivery } from "./deliveries/replay";
import { getBusEvent, listBusAudit, listBusEvents } from "./events/read";
import { replayBusEvent } from "./events/replay";
import { getBusRouteActivity, previewBusRoute, simulateBusRoute } from "./routes/read";
import { updateBusRoute } from "./routes/update";

let deps: TestDeps;
let operator: UserContext;
let service: GivenService;
beforeEach(async () => {
  deps = await createBusDeps();
  operator = await userContext(deps, "operator");
  const schema = {
    type: "object",
    required: ["text"],
    properties: { text: { type: "string", maxLength: 5 } },
  };
  service = await givenService(deps, { actions: [reportedAction({ inputSchema: schema })] });
});
afterEach(() => deps.remove());

const dayMs = 24 * 60 * 60_000;
const { busDeliveries, busEvents, busAudit, busRoutes } = adminOperations;
const open = () => listBusDeliveries(operator, parseCall(busDeliveries.list, { open: "true" }));
const replayMatching = (input: object) =>
  replayBusDeliveries(operator, parseCall(busDeliveries.replayMatching, input));
const definition = (route: object): BusRouteDefinition =>
  parseCall(busRoutes.create, {
    name: "r",
    status: "ENABLED",
    match: { eventType: "demo.item.created" },
    target: { serviceCode: "demo", actionName: "echo" },
    ...route,
  });

describe("a failed delivery", () => {
  it("stays listed, and works once its route was repaired and it is replayed, once", async () => {
    const route = await givenRoute(operator, { inputMapping: { text: "event.payload.nam" } });
    const { eventId } = await publish(deps, service, { payload: { name: "lamp" } });
    const [failed] = (await open()).items;
    if (failed === undefined) throw new Error("Nothing failed");
    expect(failed).toMatchObject({
      eventId,
      errorCode: "BUS_EXPRESSION_FAILED",
      errorMessage: expect.stringContaining("nam"),
    });
    const repaired = definition({ inputMapping: { text: "event.payload.name" } });
    await updateBusRoute(operator, { ...repaired, routeId: route.id });
    const both = await Promise.all([
      codeOf(replayBusDelivery(operator, { deliveryId: failed.id })),
      codeOf(replayBusDelivery(operator, { deliveryId: failed.id })),
    ]);
    expect(both.toSorted()).toEqual(["BUS_DELIVERY_NOT_REPLAYABLE", "it succeeded"]);
    expect((await open()).items).toEqual([]);
    expect(await deps.store.lookup.commands.list({})).toMatchObject([
      { payload: '{"text":"lamp"}', createdByUserId: operator.actor.id },
    ]);
    const { deliveries } = await getBusEvent(operator, { eventId });
    expect(deliveries).toMatchObject([
      { status: "FAILED", replayedBy: deliveries[1]?.id },
      { status: "CREATED", replayOf: failed.id },
    ]);
    expect(await auditRows(deps, "bus.delivery.replayed")).toHaveLength(1);
  });

  it("is replayed by the rules that hold when it is stored, also when they change meanwhile", async () => {
    const route = await givenRoute(operator, { inputMapping: { text: "5" } });
    const { eventId } = await publish(deps, service, { payload: { name: "lamp" } });
    const [failed] = (await open()).items;
    if (failed === undefined) throw new Error("Nothing failed");
    const repaired = definition({ inputMapping: { text: "event.payload.name" } });
    const [, { deliveries }] = await Promise.all([
      updateBusRoute(operator, { ...repaired, routeId: route.id }),
      replayBusDelivery(operator, { deliveryId: failed.id }),
    ]);
    expect(deliveries).toMatchObject([{ status: "CREATED", replayOf: failed.id }]);
    const [, replayed] = await Promise.all([
      updateBusRoute(operator, { ...definition({ inputMapping: { text: "'new'" } }), routeId: route.id }),
      replayBusEvent(operator, { eventId }),
    ]);
    expect(replayed.deliveries.at(-1)).toMatchObject({ status: "CREATED", payload: { text: "new" } });
  });

  it("that fails again stays open as its newest try", async () => {
    await givenRoute(operator, { inputMapping: { text: "5" } });
    await publish(deps, service);
    const [failed] = (await open()).items;
    if (failed === undefined) throw new Error("Nothing failed");
    await replayBusDelivery(operator, { deliveryId: failed.id });
    expect((await open()).items).toMatchObject([{ replayOf: failed.id, errorCode: "BUS_PAYLOAD_INVALID" }]);
  });

  it("is replayed with others by what they have in common, so many at a time", async () => {
    const route = await givenRoute(operator, { inputMapping: { text: "event.payload.t" }, maxPerMinute: 1 });
    const other = await givenRoute(operator, { inputMapping: { text: "1" } });
    for (let n = 0; n < 3; n++) await publish(deps, service);
    await updateBusRoute(operator, { ...definition({ inputMapping: { text: "'ok'" } }), routeId: route.id });
    const first = await replayMatching({ routeId: route.id, limit: 2 });
    expect(first).toMatchObject({
      hasMore: true,
      deliveries: [{ status: "CREATED" }, { status: "CREATED" }],
    });
    expect(await replayMatching({ routeId: route.id })).toMatchObject({ hasMore: false, deliveries: [{}] });
    expect((await open()).items.map(({ routeId }) => routeId)).toEqual([other.id, other.id, other.id]);
    expect(await replayMatching({ errorCode: "AGENT_OFFLINE" })).toMatchObject({ deliveries: [] });
  });
});

describe("trying a route out", () => {
  const trial = (input: object) => ({
    ...BusTrial.parse({ target: { serviceCode: "demo", actionName: "echo" }, ...input }),
  });
  const preview = (input: object) => previewBusRoute(operator, parseCall(busRoutes.preview, trial(input)));

  it("shows field by field what a past event becomes, and leaves no trace", async () => {
    const { eventId } = await publish(deps, service, { payload: { name: "lamp", price: 3 } });
    const input = {
      inputMapping: { text: "event.payload.name", n: "event.payload.price * 2" },
      condition: "event.payload.price > 1",
    };
    expect(await preview({ ...input, eventId })).toBeDefined();
    expect(
      await previewBusRoute(operator, parseCall(busRoutes.preview, { ...trial(input), eventId })),
    ).toMatchObject({
      outcome: "WOULD_CREATE",
      condition: { path: "condition", value: true },
      fields: [
        { path: "inputMapping.text", value: "lamp" },
        { path: "inputMapping.n", value: 6 },
      ],
      payload: { text: "lamp", n: 6 },
      issues: [],
    });
    expect(await deps.store.lookup.busDeliveries.count({})).toBe(0);
  });

  it("says what is wrong without failing: expressions, payload, target", async () => {
    expect(await preview({ inputMapping: { text: "1 +" } })).toMatchObject({
      outcome: "WOULD_FAIL",
      issues: [{ code: "BUS_EXPRESSION_INVALID", path: "inputMapping.text" }],
    });
    expect(await preview({ inputMapping: { text: "'far too long'" } })).toMatchObject({
      outcome: "WOULD_FAIL",
      issues: [{ code: "BUS_PAYLOAD_INVALID", message: expect.stringContaining("text") }],
    });
    expect(await preview({ target: { serviceCode: "no", actionName: "no" } })).toMatchObject({
      outcome: "WOULD_FAIL",
      issues: [{ code: "BUS_TARGET_NOT_FOUND" }],
    });
    expect(await preview({ condition: "false" })).toMatchObject({ outcome: "CONDITION_FALSE" });
  });

  it("counts what a route would have done with the last events, and how fast", async () => {
    for (const [n, name] of ["a", "b", "far too long", "c"].entries()) {
      await publish(deps, service, { payload: { name, wanted: name !== "b" } });
      if (n === 2) await deps.clock.advance(61_000);
    }
    await poll(deps, service);
    await publish(deps, service, { eventType: "else" });
    const input = {
      ...trial({
        match: { eventType: "demo.*" },
        inputMapping: { text: "event.payload.name" },
        condition: "event.payload.wanted",
      }),
      lastEvents: 100,
    };
    expect(await simulateBusRoute(operator, input)).toMatchObject({
      examined: 4,
      matched: 3,
      wouldCreate: 2,
      conditionFalse: 1,
      wouldFail: 1,
      peakPerMinute: 1,
      samples: [{ payload: { text: "c" } }, { errorCode: "BUS_PAYLOAD_INVALID" }, { payload: { text: "a" } }],
    });
  });
});

describe("what is seen of the bus", () => {
  it("lists events by type, beginning, source and outcome", async () => {
    await givenRoute(operator, { inputMapping: { text: "'x'" } });
    await publish(deps, service, { correlationId: "order-7" });
    await publish(deps, service, { eventType: "demo.other" });
    const types = async (filters: object) =>
      (await listBusEvents(operator, parseCall(busEvents.list, filters))).items.map(
        ({ eventType }) => eventType,
      );
    expect(await types({})).toEqual(["demo.other", "demo.item.created"]);
    expect(await types({ eventType: "demo.item.*" })).toEqual(["demo.item.created"]);
    expect(await types({ outcome: "UNMATCHED" })).toEqual(["demo.other"]);
    expect(await types({ q: "order-" })).toEqual(["demo.item.created"]);
    expect(await types({ sourceServiceCode: "nobody" })).toEqual([]);
  });

  it("shows a route's last day and the bus's part of the audit trail, and nothing else of it", async () => {
    const route = await givenRoute(operator, { inputMapping: { text: "event.payload.t" } });
    await publish(deps, service, { payload: { t: "a" } });
    await publish(deps, service);
    const { hours, lastMatchedAt } = await getBusRouteActivity(operator, { routeId: route.id });
    expect(hours).toHaveLength(24);
    expect(hours.at(-1)).toMatchObject({ created: 1, failed: 1, dryRun: 0 });
    expect(lastMatchedAt).not.toBeNull();
    const { items } = await listBusAudit(operator, parseCall(busAudit.list, {}));
    expect(items.length).toBeGreaterThan(4);
    expect(items.every(({ action }) => action.startsWith("bus."))).toBe(true);
    const namesOf = (type: string) =>
      new Set(items.flatMap(({ targetType, targetName }) => (targetType === type ? [targetName] : [])));
    expect(namesOf("BusRoute")).toEqual(new Set([route.name]));
    expect(namesOf("BusEvent")).toEqual(new Set(["demo.item.created"]));
  });

  it("is deleted when it came longer ago than its retention, with what routes did; its commands stay", async () => {
    await deps.remove();
    deps = await createBusDeps({ OPSTAGE_BUS_RETENTION_DAYS: "1" });
    operator = await userContext(deps, "operator");
    service = await givenService(deps);
    await givenRoute(operator, { inputMapping: { text: "'x'" } });
    const kept = async () => {
      await runMaintenance(deps);
      const events = await deps.store.lookup.busEvents.list({});
      const deliveries = await deps.store.lookup.busDeliveries.list({});
      expect(deliveries.map(({ eventId }) => eventId).toSorted()).toEqual(
        events.map(({ id }) => id).toSorted(),
      );
      return events.map(({ correlationId }) => correlationId).toSorted();
    };
    await publish(deps, service, { correlationId: "first" });
    await deps.clock.advance(dayMs - 1_000);
    await poll(deps, service);
    // News that took long to arrive: they are kept from then on, however long ago they happened.
    const longAgo = new Date(deps.clock.now() - 10 * dayMs).toISOString();
    await publish(deps, service, { correlationId: "late", occurredAt: longAgo });
    await deps.clock.advance(1_000);
    expect(await kept()).toEqual(["first", "late"]);
    await deps.clock.advance(1);
    expect(await kept()).toEqual(["late"]);
    expect(await deps.store.lookup.commands.count({})).toBe(2);
  });
});
