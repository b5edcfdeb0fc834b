import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { userContext } from "../../testing/actors";
import { auditMetadata, auditRows, codeOf, type GivenService, givenService } from "../../testing/builders";
import { createBusDeps, givenRoute, publish } from "../../testing/bus";
import { complete, execute, poll } from "../../testing/commands";
import type { TestDeps } from "../../testing/deps";
import { retryCommand } from "../commands/retry";
import type { UserContext } from "../context";
import { replayBusEvent } from "./events/replay";
import { getBusRoute } from "./routes/read";
import { setBusRouteStatus } from "./routes/set-status";

let deps: TestDeps;
let operator: UserContext;
let service: GivenService;
beforeEach(async () => {
  deps = await createBusDeps({ OPSTAGE_CAPSULE_BUS_INGEST_PER_MIN: "1000" });
  operator = await userContext(deps, "operator");
  service = await givenService(deps);
});
afterEach(() => deps.remove());

const text = { text: "'x'" };

/** The command that a route has just made. */
async function routedCommand(event?: Parameters<typeof publish>[2]) {
  const { eventId, routedCommands } = await publish(deps, service, event);
  const commandId = routedCommands[0]?.commandId;
  if (commandId === undefined) throw new Error("The route made no command");
  return { eventId, commandId };
}

describe("[seed 55] an event that a routed command caused is refused with BUS_DEPTH_EXCEEDED", () => {
  beforeEach(() => givenRoute(operator, { inputMapping: text }));

  it("when it names the command as its cause", async () => {
    const { commandId } = await routedCommand();
    expect(await codeOf(publish(deps, service, { causationId: commandId }))).toBe("BUS_DEPTH_EXCEEDED");
  });

  it("when it names the event and its handler's command, whatever else it says", async () => {
    const { eventId, commandId } = await routedCommand();
    const attempt = publish(deps, service, { commandId, causationId: eventId, eventType: "other.type" });
    expect(await codeOf(attempt)).toBe("BUS_DEPTH_EXCEEDED");
  });

  it("when the command is a retry of a routed one", async () => {
    const { commandId } = await routedCommand();
    await poll(deps, service);
    await complete(deps, service, { id: commandId }, { success: false });
    const retry = await retryCommand(operator, { commandId, confirmation: false });
    expect(await codeOf(publish(deps, service, { commandId: retry.id }))).toBe("BUS_DEPTH_EXCEEDED");
    await poll(deps, service);
    await complete(deps, service, retry, { success: false });
    const again = await retryCommand(operator, { commandId: retry.id, confirmation: false });
    expect(await codeOf(publish(deps, service, { causationId: again.id }))).toBe("BUS_DEPTH_EXCEEDED");
  });

  it("when a person's replay made the command", async () => {
    const { eventId } = await publish(deps, service);
    const { deliveries } = await replayBusEvent(operator, { eventId });
    const commandId = deliveries.at(-1)?.commandId;
    expect(await codeOf(publish(deps, service, { commandId }))).toBe("BUS_DEPTH_EXCEEDED");
  });

  it("and another agent cannot publish it in its place", async () => {
    const { commandId } = await routedCommand();
    const other = await givenService(deps, { agentCode: "other", code: "other" });
    const attempt = publish(deps, other, { sourceServiceCode: "other", causationId: commandId });
    expect(await codeOf(attempt)).toBe("BUS_DEPTH_EXCEEDED");
  });

  it("and leaves one row in the trail, not one for every attempt", async () => {
    const { commandId } = await routedCommand();
    for (let n = 0; n < 5; n++) await codeOf(publish(deps, service, { commandId }));
    expect(await auditMetadata(deps, "bus.event.rejected")).toMatchObject([
      { code: "BUS_DEPTH_EXCEEDED", causationId: commandId },
    ]);
    expect(await deps.store.lookup.busEvents.count({})).toBe(1);
  });

  it("but not one that a person's command caused", async () => {
    const command = await execute(operator, service, { payload: { text: "a" } });
    expect(await codeOf(publish(deps, service, { commandId: command.id }))).toBe("it succeeded");
  });
});

describe("[seed 55] a chain of events", () => {
  it("may have one link, by whatever id the cause is named", async () => {
    const first = await publish(deps, service, { id: "env-1" });
    const second = await publish(deps, service, { id: "env-2", causationId: first.eventId });
    expect(await codeOf(publish(deps, service, { causationId: second.eventId }))).toBe("BUS_DEPTH_EXCEEDED");
    expect(await codeOf(publish(deps, service, { causationId: "env-2" }))).toBe("BUS_DEPTH_EXCEEDED");
    expect(await codeOf(publish(deps, service, { causationId: "env-1" }))).toBe("it succeeded");
  });

  it("may be as long as OPSTAGE_CAPSULE_BUS_MAX_DEPTH says", async () => {
    await deps.remove();
    deps = await createBusDeps({ OPSTAGE_CAPSULE_BUS_MAX_DEPTH: "3" });
    service = await givenService(deps);
    let { eventId } = await publish(deps, service);
    for (let link = 0; link < 3; link++)
      ({ eventId } = await publish(deps, service, { causationId: eventId }));
    expect(await codeOf(publish(deps, service, { causationId: eventId }))).toBe("BUS_DEPTH_EXCEEDED");
  });
});

describe("[seed 55] a loop that hides its cause", () => {
  it("disables its route once it fires more often than its limit, says so, and stops", async () => {
    const route = await givenRoute(operator, { inputMapping: text, maxPerMinute: 5 });
    for (let turn = 0; turn < 5; turn++) await routedCommand();
    const { routedCommands } = await publish(deps, service);
    expect(routedCommands).toMatchObject([{ status: "FAILED", errorCode: "BUS_ROUTE_TRIPPED" }]);
    expect((await publish(deps, service)).routedCommands).toEqual([]);
    expect(await getBusRoute(operator, { routeId: route.id })).toMatchObject({
      status: "DISABLED",
      disabledReason: "TRIPPED",
      disabledAt: expect.any(String),
    });
    expect(await auditRows(deps, "bus.route.tripped")).toMatchObject([
      { targetId: route.id, actorType: "SYSTEM", result: "FAILURE" },
    ]);
    expect(await deps.store.lookup.commands.count({})).toBe(5);
  });

  it("is stopped in the midst of a burst, and by a count that a restart does not forget", async () => {
    await givenRoute(operator, { inputMapping: text, maxPerMinute: 5 });
    await Promise.all(Array.from({ length: 3 }, () => publish(deps, service)));
    deps = await deps.restart();
    await Promise.all(Array.from({ length: 20 }, () => publish(deps, service)));
    expect(await deps.store.lookup.commands.count({})).toBe(5);
    expect(await auditRows(deps, "bus.route.tripped")).toHaveLength(1);
  });

  it("is not counted for an event that was not stored after all", async () => {
    const route = await givenRoute(operator, { inputMapping: text, maxPerMinute: 2 });
    let audits = 0;
    const withAudits = (atMost: number): TestDeps["ids"] => ({
      next(prefix) {
        if (prefix === "aud" && ++audits > atMost) throw new Error("full");
        return deps.ids.next(prefix);
      },
    });
    await publish({ ...deps, ids: withAudits(Number.POSITIVE_INFINITY) }, service);
    // The last row of this one cannot be written, so that nothing of it comes to be.
    const all = audits;
    audits = 0;
    await expect(publish({ ...deps, ids: withAudits(all - 1) }, service)).rejects.toThrow("full");
    await publish(deps, service);
    expect(await deps.store.lookup.commands.count({})).toBe(2);
    expect(await getBusRoute(operator, { routeId: route.id })).toMatchObject({ status: "ENABLED" });
  });

  it("goes around two services and is stopped all the same", async () => {
    const target = { serviceCode: "other", actionName: "echo" };
    const other = await givenService(deps, { agentCode: "other", code: "other" });
    await givenRoute(operator, { match: { eventType: "ping" }, target, inputMapping: text, maxPerMinute: 4 });
    await givenRoute(operator, { match: { eventType: "pong" }, inputMapping: text, maxPerMinute: 100 });
    let turns = 0;
    for (; turns < 50; turns++) {
      const ping = await publish(deps, service, { eventType: "ping" });
      if (ping.routedCommands[0]?.status !== "CREATED") break;
      await publish(deps, other, { eventType: "pong", sourceServiceCode: "other" });
    }
    expect(turns).toBe(4);
  });

  it("may go on when somebody enables the route again, with a fresh count", async () => {
    const route = await givenRoute(operator, { inputMapping: text, maxPerMinute: 2 });
    for (let turn = 0; turn < 3; turn++) await publish(deps, service);
    await setBusRouteStatus(operator, { routeId: route.id, status: "ENABLED" });
    expect((await publish(deps, service)).routedCommands).toMatchObject([{ status: "CREATED" }]);
  });

  it("does not stop a route that stays below its limit, minute by minute", async () => {
    const route = await givenRoute(operator, { inputMapping: text, maxPerMinute: 2 });
    for (let minute = 0; minute < 3; minute++) {
      await routedCommand();
      await routedCommand();
      await deps.clock.advance(60_000);
      await poll(deps, service);
    }
    expect(await getBusRoute(operator, { routeId: route.id })).toMatchObject({ status: "ENABLED" });
  });
});
