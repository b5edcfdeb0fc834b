import { BusRouteDefinition, PublishEventRequest } from "@opstage/contracts";
import type { z } from "zod";
import { publishEvent } from "../services/bus/publish";
import { createBusRoute } from "../services/bus/routes/create";
import type { Deps, UserContext } from "../services/context";
import { agentContext, type TestCall } from "./actors";
import type { GivenService } from "./builders";
import { createTestDeps, type TestDeps } from "./deps";

/** Deps with the bus on, and more events a minute than tests need unless they say otherwise. */
export function createBusDeps(env: Readonly<Record<string, string>> = {}): Promise<TestDeps> {
  return createTestDeps({ env: { OPSTAGE_CAPSULE_BUS_ENABLED: "true", ...env } });
}

type Event = Partial<z.input<typeof PublishEventRequest>>;

/** The service publishes `demo.item.created`, unless said otherwise. */
export function publish(
  deps: Deps,
  { code, ...agent }: GivenService & { readonly serviceCode?: string },
  event: Event = {},
  call?: TestCall,
) {
  const input = { eventType: "demo.item.created", sourceServiceCode: agent.serviceCode ?? "demo", ...event };
  return publishEvent(agentContext(deps, { ...agent, code }, call), PublishEventRequest.parse(input));
}

type Route = Partial<z.input<typeof BusRouteDefinition>>;

/** An enabled route from `demo.item.created` to `demo`'s `echo`, unless said otherwise. */
export function givenRoute(operator: UserContext, route: Route = {}) {
  const definition = {
    name: "Echo new items",
    status: "ENABLED",
    match: { eventType: "demo.item.created" },
    target: { serviceCode: "demo", actionName: "echo" },
    ...route,
  };
  return createBusRoute(operator, BusRouteDefinition.parse(definition));
}
