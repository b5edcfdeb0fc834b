import { appError, type BusRoute, type BusRouteId } from "@opstage/contracts";
import { requireRole } from "../../access";
import type { ServiceContext } from "../../context";
import { noteRouteChange } from "./change";
import { routeReply } from "./reply";

/**
 * Deletes a route and answers it as it was. What it did stays listed.
 * @throws 404 BUS_ROUTE_NOT_FOUND
 */
export async function deleteBusRoute(
  ctx: ServiceContext,
  { routeId }: { readonly routeId: BusRouteId },
): Promise<BusRoute> {
  requireRole(ctx, "operator");
  return ctx.deps.store.transaction(async (tx) => {
    const row = await tx.busRoutes.get({ id: routeId });
    if (row === null) throw appError("BUS_ROUTE_NOT_FOUND");
    const reply = await routeReply(tx, row);
    await tx.busRoutes.delete({ id: routeId });
    const metadata = { name: row.name, eventType: row.eventType };
    await noteRouteChange(tx, ctx, { action: "bus.route.deleted", row, metadata });
    return reply;
  });
}
