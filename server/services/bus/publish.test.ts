import { BusEventDetail, BusRoute, PublishEventReply } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { userContext } from "../../testing/actors";
import {
  auditMetadata,
  auditRows,
  codeOf,
  type GivenService,
  givenService,
  reportedAction,
} from "../../testing/builders";
import { createBusDeps, givenRoute, publish } from "../../testing/bus";
import { poll } from "../../testing/commands";
import type { TestDeps } from "../../testing/deps";
import { disableAgent } from "../agents/disable";
import type { UserContext } from "../context";
import { getBusEvent } from "./events/read";
import { deleteBusRoute } from "./routes/delete";
import { getBusRoute, listBusRoutes } from "./routes/read";
import { setBusRouteStatus } from "./routes/set-status";
import { updateBusRoute } from "./routes/update";

let deps: TestDeps;
let operator: UserContext;
let service: GivenService;
const actions = [
  reportedAction({
    inputSchema: {
      type: "object",
      required: ["text"],
      additionalProperties: false,
      properties: { text: { type: "string", maxLength: 20 }, pin: { type: "string", format: "password" } },
    },
  }),
  reportedAction({ name: "anything", inputSchema: undefined }),
  reportedAction({ name: "wipe", dangerLevel: "HIGH", inputSchema: undefined }),
  reportedAction({ name: "confirm", requiresConfirmation: true, inputSchema: undefined }),
];
beforeEach(async () => {
  deps = await createBusDeps();
  operator = await userContext(deps, "operator");
  service = await givenService(deps, { actions });
});
afterEach(() => deps.remove());

const mapping = { text: "'item ' + event.payload.name" };
const commands = () => deps.store.lookup.commands.list({});
const one = async (event?: Parameters<typeof publish>[2]) => {
  const [routed] = (await publish(deps, service, event)).routedCommands;
  return routed;
};

describe("an event", () => {
  it("[seed 44][seed 45][seed 53] is stored redacted, audited, and answered with the experimental mark", async () => {
    const reply = PublishEventReply.parse(
      await publish(deps, service, { payload: { name: "a", apiToken: "s3cret" }, correlationId: "order-1" }),
    );
    expect(reply).toMatchObject({ experimental: "v0.4-experimental", routedCommands: [] });
    const event = BusEventDetail.parse(await getBusEvent(operator, { eventId: reply.eventId }));
    expect(event).toMatchObject({
      eventType: "demo.item.created",
      sourceServiceCode: "demo",
      payload: { name: "a", apiToken: "[REDACTED]" },
      correlationId: "order-1",
      outcome: "UNMATCHED",
      routeCount: 0,
      experimental: "v0.4-experimental",
    });
    expect(await auditMetadata(deps, "bus.event.received")).toEqual([
      { eventType: "demo.item.created", sourceServiceCode: "demo" },
    ]);
    expect(await auditRows(deps, "bus.route.unmatched")).toMatchObject([
      { targetId: reply.eventId, actorType: "SYSTEM" },
    ]);
  });

  it("is accepted from its own service only", async () => {
    const other = await givenService(deps, { agentCode: "other", code: "other" });
    expect(await codeOf(publish(deps, other))).toBe("BUS_SOURCE_SERVICE_FORBIDDEN");
    expect(await codeOf(publish(deps, service, { sourceServiceCode: "nobody" }))).toBe(
      "BUS_SOURCE_SERVICE_NOT_FOUND",
    );
    expect(await deps.store.lookup.busEvents.count({})).toBe(0);
  });

  it("is refused when it is larger than events may be", async () => {
    expect(await codeOf(publish(deps, service, { payload: { text: "x".repeat(70_000) } }))).toBe(
      "PAYLOAD_TOO_LARGE",
    );
  });

  it("with the same id is answered with the first answer, whatever comes with it, and works once", async () => {
    await givenRoute(operator, { inputMapping: mapping });
    const event = { id: "evt-1", payload: { name: "a" } };
    const [first, second] = await Promise.all([publish(deps, service, event), publish(deps, service, event)]);
    expect(second).toEqual(first);
    expect(await publish(deps, service, { id: "evt-1", payload: { name: "b" } })).toEqual(first);
    expect(await commands()).toHaveLength(1);
    await deps.clock.advance(24 * 60 * 60_000 - 1);
    await poll(deps, service);
    expect(await publish(deps, service, event)).toEqual(first);
    await deps.clock.advance(2);
    expect(await codeOf(publish(deps, service, event))).toBe("it succeeded");
    expect(await deps.store.lookup.busEvents.count({})).toBe(2);
  });

  it("with the same Idempotency-Key is answered with the first answer, and refused with another body", async () => {
    const call = { idempotencyKey: "key" };
    const first = await publish(deps, service, {}, call);
    expect(await publish(deps, service, {}, call)).toEqual(first);
    expect(await codeOf(publish(deps, service, { payload: { x: 1 } }, call))).toBe("IDEMPOTENCY_KEY_REUSED");
    expect(await deps.store.lookup.busEvents.count({})).toBe(1);
  });
});

describe("a route", () => {
  it("[seed 47][seed 56] that is enabled creates exactly one command, which the agent's poll takes", async () => {
    const route = await givenRoute(operator, { inputMapping: mapping });
    const routed = await one({ payload: { name: "lamp" } });
    expect(routed).toMatchObject({ routeId: route.id, status: "CREATED", dryRun: false, actionName: "echo" });
    const { commands: taken } = await poll(deps, service);
    expect(taken).toMatchObject([
      {
        id: routed?.commandId,
        type: "ACTION_EXECUTE",
        actionName: "echo",
        payload: { text: "item lamp" },
        createdByUserId: null,
      },
    ]);
    expect(await auditRows(deps, "bus.route.matched")).toMatchObject([{ targetId: route.id }]);
    expect(await auditMetadata(deps, "bus.command.created")).toMatchObject([
      { routeId: route.id, targetServiceCode: "demo", actionName: "echo" },
    ]);
  });

  it("[seed 51] is disabled unless said otherwise, and then does nothing", async () => {
    const route = BusRoute.parse(await givenRoute(operator, { status: undefined }));
    expect(route).toMatchObject({ status: "DISABLED", experimental: "v0.4-experimental" });
    expect((await publish(deps, service)).routedCommands).toEqual([]);
  });

  it("[seed 52] in dry run leaves a trace with the payload it would have sent, and creates no command", async () => {
    await givenRoute(operator, { status: "DRY_RUN", inputMapping: { ...mapping, pin: "'1234'" } });
    const reply = await publish(deps, service, { payload: { name: "lamp" } });
    expect(reply.routedCommands).toMatchObject([{ status: "DRY_RUN", dryRun: true }]);
    expect(await commands()).toEqual([]);
    const { deliveries } = await getBusEvent(operator, { eventId: reply.eventId });
    expect(deliveries).toMatchObject([
      { status: "DRY_RUN", payload: { text: "item lamp", pin: "[SECRET]" } },
    ]);
    expect(await auditMetadata(deps, "bus.route.matched")).toMatchObject([{ dryRun: true }]);
  });

  it("[seed 52] runs dry for an event that asks for it", async () => {
    await givenRoute(operator, { inputMapping: mapping });
    expect(await one({ payload: { name: "a" }, routePolicy: { dryRun: true } })).toMatchObject({
      status: "DRY_RUN",
    });
    expect(await commands()).toEqual([]);
  });

  it("[seed 46] matches its event type, or a beginning of it, and its source", async () => {
    await givenRoute(operator, { match: { eventType: "demo.*" }, inputMapping: { text: "'x'" } });
    const matches = async (eventType: string) =>
      (await publish(deps, service, { eventType })).routedCommands.length;
    expect(await matches("demo.item.created")).toBe(1);
    expect(await matches("demo.x")).toBe(1);
    expect(await matches("demo")).toBe(0);
    expect(await matches("demolition.begun")).toBe(0);
    await givenRoute(operator, {
      match: { eventType: "other.one", sourceServiceCode: "elsewhere" },
      inputMapping: { text: "'x'" },
    });
    expect(await matches("other.one")).toBe(0);
  });

  it("[seed 46] takes only events that meet its condition", async () => {
    await givenRoute(operator, { condition: "event.payload.price > 10", inputMapping: { text: "'x'" } });
    expect((await publish(deps, service, { payload: { price: 9 } })).routedCommands).toEqual([]);
    expect((await publish(deps, service, { payload: { price: 11 } })).routedCommands).toHaveLength(1);
  });

  it("without a mapping sends the event's envelope, whatever the action's schema says", async () => {
    await givenRoute(operator);
    const reply = await publish(deps, service, { payload: { name: "lamp" } });
    const { commands: taken } = await poll(deps, service);
    expect(taken[0]?.payload).toMatchObject({
      busEvent: { id: reply.eventId, experimental: "v0.4-experimental", eventType: "demo.item.created" },
      payload: { name: "lamp" },
    });
  });

  it.each([
    [
      "a target that is not there",
      { target: { serviceCode: "nobody", actionName: "echo" } },
      "BUS_TARGET_NOT_FOUND",
    ],
    [
      "an action that is not there",
      { target: { serviceCode: "demo", actionName: "no" } },
      "BUS_TARGET_NOT_FOUND",
    ],
    [
      "a field that the event lacks",
      { inputMapping: { text: "event.payload.missing" } },
      "BUS_EXPRESSION_FAILED",
    ],
    ["a payload that does not fit", { inputMapping: { text: "5" } }, "BUS_PAYLOAD_INVALID"],
    ["a condition that is no truth", { condition: "event.eventType" }, "BUS_EXPRESSION_FAILED"],
    ["a HIGH action", { target: { serviceCode: "demo", actionName: "wipe" } }, "BUS_TARGET_GUARDED"],
    ["a confirmed action", { target: { serviceCode: "demo", actionName: "confirm" } }, "BUS_TARGET_GUARDED"],
  ] as const)("with %s fails with its code and creates no command", async (_, route, code) => {
    await givenRoute(operator, route);
    expect(await one()).toMatchObject({ status: "FAILED", errorCode: code });
    expect(await commands()).toEqual([]);
    expect(await auditMetadata(deps, "bus.route.failed")).toMatchObject([{ reason: code }]);
    expect(await auditRows(deps, "bus.route.failed")).toMatchObject([{ result: "FAILURE" }]);
  });

  it.each(["wipe", "confirm"])("that allows it runs the guarded action %s", async (actionName) => {
    await givenRoute(operator, { target: { serviceCode: "demo", actionName }, allowGuarded: true });
    expect(await one()).toMatchObject({ status: "CREATED" });
  });

  it("fails or queues, as it says, while its target's agent is away, and never queues for a disabled one", async () => {
    const target = { serviceCode: "far", actionName: "echo" };
    const far = await givenService(deps, { agentCode: "far", code: "far" });
    await givenRoute(operator, { target, name: "fails" });
    await givenRoute(operator, { target, name: "queues", whenAway: "queue", queueSeconds: 7200 });
    await deps.clock.advance(91_000);
    await poll(deps, service);
    const { routedCommands } = await publish(deps, service);
    expect(routedCommands).toMatchObject([
      { status: "FAILED", errorCode: "AGENT_OFFLINE" },
      { status: "CREATED" },
    ]);
    const [queued] = await commands();
    const until = deps.clock.now() + 7_200_000;
    expect(queued).toMatchObject({ expiresAt: until, queuedUntil: until });
    await disableAgent(operator, far);
    expect((await publish(deps, service)).routedCommands.map(({ errorCode }) => errorCode)).toEqual([
      "AGENT_DISABLED",
      "AGENT_DISABLED",
    ]);
  });

  it("changes hold from the next event on: disabled, replaced, deleted", async () => {
    const route = await givenRoute(operator, { inputMapping: mapping });
    await setBusRouteStatus(operator, { routeId: route.id, status: "DISABLED" });
    expect((await publish(deps, service)).routedCommands).toEqual([]);
    await setBusRouteStatus(operator, { routeId: route.id, status: "ENABLED" });
    expect(await one({ payload: { name: "a" } })).toMatchObject({ status: "CREATED" });
    await deleteBusRoute(operator, { routeId: route.id });
    expect((await publish(deps, service)).routedCommands).toEqual([]);
    expect(await auditRows(deps, "bus.route.deleted")).toMatchObject([{ targetId: route.id }]);
  });

  it("that changes while an event is under way decides by what it has become", async () => {
    const route = await givenRoute(operator, { inputMapping: mapping });
    const [, reply] = await Promise.all([
      setBusRouteStatus(operator, { routeId: route.id, status: "DISABLED" }),
      publish(deps, service, { payload: { name: "a" } }),
    ]);
    expect(reply.routedCommands).toEqual([]);
    expect(await deps.store.lookup.busEvents.count({})).toBe(1);
  });

  it("is told at once what can never be evaluated, and told in its issues what cannot work now", async () => {
    const broken = givenRoute(operator, { inputMapping: { text: "1 +" }, condition: "nope == 1" });
    await expect(broken).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
      details: { issues: [{ path: "condition" }, { path: "inputMapping.text" }] },
    });
    const issues = async (route: Parameters<typeof givenRoute>[1]) =>
      (await givenRoute(operator, { status: "DISABLED", ...route })).issues.map(
        ({ code, path }) => `${code} ${path}`,
      );
    expect(await issues({ inputMapping: mapping })).toEqual([]);
    expect(await issues({ target: { serviceCode: "nobody", actionName: "echo" } })).toEqual([
      "BUS_TARGET_NOT_FOUND target.serviceCode",
    ]);
    expect(await issues({ target: { serviceCode: "demo", actionName: "wipe" } })).toEqual([
      "BUS_TARGET_GUARDED allowGuarded",
    ]);
    expect(await issues({ inputMapping: { other: "1" } })).toEqual([
      "BUS_PAYLOAD_INVALID inputMapping.text",
      "BUS_PAYLOAD_INVALID inputMapping.other",
    ]);
    expect(await issues({})).toEqual(["BUS_PAYLOAD_UNMAPPED inputMapping"]);
    expect((await listBusRoutes(operator)).map((route) => route.issues.length)).toEqual([1, 2, 1, 1, 0]);
  });

  it("keeps its mapping when it is saved again as it was read", async () => {
    const { id, ...route } = await givenRoute(operator, {
      inputMapping: mapping,
      metadata: { owner: "ops" },
    });
    const {
      name,
      status,
      match,
      target,
      inputMapping,
      metadata,
      allowGuarded,
      whenAway,
      queueSeconds,
      maxPerMinute,
    } = route;
    const definition = {
      name,
      status,
      match,
      target,
      inputMapping,
      metadata,
      allowGuarded,
      whenAway,
      queueSeconds,
      maxPerMinute,
    };
    await updateBusRoute(operator, { ...definition, name: "renamed", routeId: id });
    expect(await getBusRoute(operator, { routeId: id })).toMatchObject({
      name: "renamed",
      inputMapping: mapping,
      metadata,
    });
  });

  it("beyond the tenth of one event does not fire and says so", async () => {
    for (let n = 0; n < 11; n++)
      await givenRoute(operator, { name: `route ${n}`, inputMapping: { text: "'x'" } });
    const { routedCommands } = await publish(deps, service);
    expect(routedCommands.map(({ status }) => status).filter((status) => status === "CREATED")).toHaveLength(
      10,
    );
    expect(routedCommands[10]).toMatchObject({ status: "FAILED", errorCode: "BUS_ROUTE_LIMIT" });
  });

  it("is changed by operators only", async () => {
    const viewer = await userContext(deps, "viewer");
    expect(await codeOf(givenRoute(viewer))).toBe("FORBIDDEN");
  });
});

describe("the rate of an agent", () => {
  it("[seed 54] is 60 events a minute, then 429 with how long to wait, also across a restart", async () => {
    for (let n = 0; n < 60; n++) await publish(deps, service);
    await deps.clock.advance(10_000);
    await expect(publish(deps, service)).rejects.toMatchObject({
      code: "BUS_RATE_LIMITED",
      status: 429,
      retryAfterSeconds: 50,
    });
    expect(await auditMetadata(deps, "bus.event.rejected")).toMatchObject([{ code: "BUS_RATE_LIMITED" }]);
    deps = await deps.restart();
    expect(await codeOf(publish(deps, service))).toBe("BUS_RATE_LIMITED");
    await deps.clock.advance(50_000);
    expect(await codeOf(publish(deps, service))).toBe("it succeeded");
  });

  it("[seed 54] follows OPSTAGE_CAPSULE_BUS_INGEST_PER_MIN, for each agent by itself, and holds for a burst", async () => {
    await deps.remove();
    deps = await createBusDeps({ OPSTAGE_CAPSULE_BUS_INGEST_PER_MIN: "3" });
    const a = await givenService(deps);
    const b = await givenService(deps, { agentCode: "b", code: "b" });
    const burst = await Promise.all(Array.from({ length: 10 }, () => codeOf(publish(deps, a))));
    expect(burst.filter((code) => code === "it succeeded")).toHaveLength(3);
    expect(await codeOf(publish(deps, b, { sourceServiceCode: "b" }))).toBe("it succeeded");
  });

  it("is not used up by what is refused or repeated", async () => {
    await deps.remove();
    deps = await createBusDeps({ OPSTAGE_CAPSULE_BUS_INGEST_PER_MIN: "3" });
    const a = await givenService(deps);
    await publish(deps, a, { id: "same" });
    await publish(deps, a, { id: "same" });
    await publish(deps, a, { id: "link", causationId: "same" });
    expect(await codeOf(publish(deps, a, { causationId: "link" }))).toBe("BUS_DEPTH_EXCEEDED");
    expect(await codeOf(publish(deps, a, { sourceServiceCode: "nobody" }))).toBe(
      "BUS_SOURCE_SERVICE_NOT_FOUND",
    );
    expect(await codeOf(publish(deps, a))).toBe("it succeeded");
    expect(await codeOf(publish(deps, a))).toBe("BUS_RATE_LIMITED");
  });
});
