import type { BusPreview, BusSimulation, InputOf } from "@opstage/contracts";
import {
  type adminOperations,
  appError,
  type BusRoute,
  type BusRouteActivity,
  type BusRouteId,
} from "@opstage/contracts";
import { requireRole } from "../../access";
import type { ServiceContext } from "../../context";
import { routeReply } from "./reply";

type Operations = typeof adminOperations.busRoutes;

/** All routes, newest first. */
export async function listBusRoutes(ctx: ServiceContext): Promise<BusRoute[]> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("listBusRoutes", undefined, ctx.signal);
}

/** @throws 404 BUS_ROUTE_NOT_FOUND */
export async function getBusRoute(
  ctx: ServiceContext,
  { routeId }: { readonly routeId: BusRouteId },
): Promise<BusRoute> {
  requireRole(ctx, "viewer");
  const { lookup } = ctx.deps.store;
  const row = await lookup.busRoutes.get({ id: routeId });
  if (row === null) throw appError("BUS_ROUTE_NOT_FOUND");
  return routeReply(lookup, row);
}

/** @throws 404 BUS_ROUTE_NOT_FOUND */
export async function getBusRouteActivity(
  ctx: ServiceContext,
  { routeId }: { readonly routeId: BusRouteId },
): Promise<BusRouteActivity> {
  requireRole(ctx, "viewer");
  const { clock, readers, store } = ctx.deps;
  if ((await store.lookup.busRoutes.get({ id: routeId })) === null) throw appError("BUS_ROUTE_NOT_FOUND");
  return readers.run("busRouteActivity", { routeId, now: clock.now() }, ctx.signal);
}

/**
 * What a route's rules make of one event, in a reader thread: whatever is typed into a form delays no agent.
 * @throws 404 BUS_EVENT_NOT_FOUND
 */
export async function previewBusRoute(
  ctx: ServiceContext,
  input: InputOf<Operations["preview"]>,
): Promise<BusPreview> {
  requireRole(ctx, "operator");
  return ctx.deps.readers.run("previewBusRoute", { ...input, now: ctx.deps.clock.now() }, ctx.signal);
}

/** What a route would have done with the last events, in a reader thread. */
export async function simulateBusRoute(
  ctx: ServiceContext,
  input: InputOf<Operations["simulate"]>,
): Promise<BusSimulation> {
  requireRole(ctx, "operator");
  return ctx.deps.readers.run("simulateBusRoute", input, ctx.signal);
}
