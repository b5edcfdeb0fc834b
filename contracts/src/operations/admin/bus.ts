import { z } from "zod";
import { filterText, inOrder, listQuery, notInOrder, timeRange } from "../../list-query";
import { AuditEvent } from "../../model/audit";
import {
  BusDelivery,
  BusDeliveryId,
  BusDeliveryStatus,
  BusEvent,
  BusEventDetail,
  BusEventId,
  BusEventOutcome,
  BusPreview,
  BusReplay,
  BusRoute,
  BusRouteActivity,
  BusRouteDefinition,
  BusRouteId,
  BusRouteStatus,
  BusSimulation,
  BusTrial,
  busExperimental,
} from "../../model/bus";
import { operation } from "../../operation";
import { AgentId, CommandId, JsonObject } from "../../primitives";

const bus = { caller: "session", feature: "capsuleBus", experimental: busExperimental } as const;
const route = z.object({ routeId: BusRouteId });
const event = z.object({ eventId: BusEventId });
const delivery = z.object({ deliveryId: BusDeliveryId });

/** Which deliveries are meant. */
const deliveryFilters = {
  routeId: BusRouteId.optional(),
  eventId: BusEventId.optional(),
  errorCode: filterText(80).optional(),
  ...timeRange,
};

/** A past event, or one that is made up. */
const trialEvent = {
  eventId: BusEventId.nullish(),
  event: z
    .object({
      eventType: z.string().max(120).nullish(),
      sourceServiceCode: z.string().max(120).nullish(),
      payload: JsonObject.nullish(),
      metadata: JsonObject.nullish(),
    })
    .nullish(),
};

export const busRoutesOperations = {
  list: operation({
    ...bus,
    method: "GET",
    path: "/api/admin/bus/routes",
    summary: "All routes of the Capsule Bus, newest first",
    role: "viewer",
    reply: "data",
    data: z.array(BusRoute),
    errors: [],
  }),
  create: operation({
    ...bus,
    method: "POST",
    path: "/api/admin/bus/routes",
    summary: "Create a route; it is disabled unless said otherwise",
    role: "operator",
    body: BusRouteDefinition,
    reply: "data",
    data: BusRoute,
    errors: [],
  }),
  get: operation({
    ...bus,
    method: "GET",
    path: "/api/admin/bus/routes/:routeId",
    summary: "A route, with what cannot work about it as things are now",
    role: "viewer",
    params: route,
    reply: "data",
    data: BusRoute,
    errors: ["BUS_ROUTE_NOT_FOUND"],
  }),
  update: operation({
    ...bus,
    method: "PUT",
    path: "/api/admin/bus/routes/:routeId",
    summary: "Replace a route; what is left out takes its default",
    role: "operator",
    params: route,
    body: BusRouteDefinition,
    reply: "data",
    data: BusRoute,
    errors: ["BUS_ROUTE_NOT_FOUND"],
  }),
  setStatus: operation({
    ...bus,
    method: "POST",
    path: "/api/admin/bus/routes/:routeId/status",
    summary: "Enable, dry-run or disable a route and leave the rest of it alone",
    role: "operator",
    params: route,
    body: z.object({ status: BusRouteStatus }),
    reply: "data",
    data: BusRoute,
    errors: ["BUS_ROUTE_NOT_FOUND"],
  }),
  delete: operation({
    ...bus,
    method: "DELETE",
    path: "/api/admin/bus/routes/:routeId",
    summary: "Delete a route; what it did stays listed. Answers the route as it was",
    role: "operator",
    params: route,
    reply: "data",
    data: BusRoute,
    errors: ["BUS_ROUTE_NOT_FOUND"],
  }),
  activity: operation({
    ...bus,
    method: "GET",
    path: "/api/admin/bus/routes/:routeId/activity",
    summary: "What a route did, hour by hour, in the last 24 hours",
    role: "viewer",
    params: route,
    reply: "data",
    data: BusRouteActivity,
    errors: ["BUS_ROUTE_NOT_FOUND"],
  }),
  preview: operation({
    ...bus,
    method: "POST",
    path: "/api/admin/bus/preview",
    summary: "What a route's condition and mapping make of one event; nothing is stored",
    role: "operator",
    body: z.object({ ...BusTrial.shape, ...trialEvent }),
    reply: "data",
    data: BusPreview,
    errors: ["BUS_EVENT_NOT_FOUND", "QUERY_TIMEOUT"],
  }),
  simulate: operation({
    ...bus,
    method: "POST",
    path: "/api/admin/bus/simulate",
    summary: "What a route would have done with the last events; nothing is stored",
    role: "operator",
    body: z.object({
      ...BusTrial.shape,
      /** How many of the newest events of the route's source and type to look at. */
      lastEvents: z.int().min(1).max(1000).default(200),
    }),
    reply: "data",
    data: BusSimulation,
    errors: ["QUERY_TIMEOUT"],
  }),
} as const;

export const busEventsOperations = {
  list: operation({
    ...bus,
    method: "GET",
    path: "/api/admin/bus/events",
    summary: "Events that services published, newest first",
    role: "viewer",
    query: listQuery({
      sort: ["createdAt"],
      initial: "-createdAt",
      filters: {
        eventType: filterText(120).describe("A whole event type, or a beginning such as demo.*").optional(),
        sourceServiceCode: filterText(120).optional(),
        agentId: AgentId.optional(),
        outcome: BusEventOutcome.optional(),
        ...timeRange,
        q: filterText(120)
          .describe("The beginning of the event's, correlation's or causation's id, or of the type")
          .optional(),
      },
    }).refine(inOrder, notInOrder),
    reply: "page",
    data: BusEvent,
    errors: [],
  }),
  get: operation({
    ...bus,
    method: "GET",
    path: "/api/admin/bus/events/:eventId",
    summary: "An event with what every route did with it",
    role: "viewer",
    params: event,
    reply: "data",
    data: BusEventDetail,
    errors: ["BUS_EVENT_NOT_FOUND"],
  }),
  replay: operation({
    ...bus,
    method: "POST",
    path: "/api/admin/bus/events/:eventId/replay",
    summary: "Put an event through the routes that match it now, or through one of them",
    role: "operator",
    params: event,
    body: z.object({ routeId: BusRouteId.nullish() }),
    bodyIsOptional: true,
    reply: "data",
    data: BusEventDetail,
    errors: ["BUS_EVENT_NOT_FOUND", "BUS_ROUTE_NOT_FOUND"],
  }),
} as const;

export const busDeliveriesOperations = {
  list: operation({
    ...bus,
    method: "GET",
    path: "/api/admin/bus/deliveries",
    summary: "What routes did with events, newest first",
    role: "viewer",
    query: listQuery({
      sort: ["createdAt"],
      initial: "-createdAt",
      filters: {
        ...deliveryFilters,
        status: BusDeliveryStatus.optional(),
        commandId: CommandId.describe("The delivery that made this command").optional(),
        open: z.enum(["true"]).describe("Failed ones that were not replayed yet").optional(),
      },
    }).refine(inOrder, notInOrder),
    reply: "page",
    data: BusDelivery,
    errors: [],
  }),
  replay: operation({
    ...bus,
    method: "POST",
    path: "/api/admin/bus/deliveries/:deliveryId/replay",
    summary: "Try a failed delivery again with its route as it is now",
    role: "operator",
    params: delivery,
    reply: "data",
    data: BusReplay,
    errors: ["BUS_DELIVERY_NOT_FOUND", "BUS_DELIVERY_NOT_REPLAYABLE", "BUS_ROUTE_NOT_FOUND"],
  }),
  replayMatching: operation({
    ...bus,
    method: "POST",
    path: "/api/admin/bus/deliveries/replay",
    summary: "Try the failed deliveries that match again, oldest first",
    role: "operator",
    body: z
      .object({ ...deliveryFilters, limit: z.int().min(1).max(100).default(100) })
      .refine(inOrder, notInOrder),
    bodyIsOptional: true,
    reply: "data",
    data: BusReplay,
    errors: [],
  }),
} as const;

export const busAuditOperations = {
  list: operation({
    ...bus,
    method: "GET",
    path: "/api/admin/bus/audit",
    summary: "The audit events of the Capsule Bus, newest first",
    role: "viewer",
    query: listQuery({
      sort: ["createdAt"],
      initial: "-createdAt",
      filters: {
        action: filterText(160).optional(),
        targetId: filterText(160).optional(),
        ...timeRange,
      },
    }).refine(inOrder, notInOrder),
    reply: "page",
    data: AuditEvent,
    errors: [],
  }),
} as const;
