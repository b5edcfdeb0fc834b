import { appError, type BusRoute, type BusRouteId, type BusRouteStatus } from "@opstage/contracts";
import { requireRole } from "../../access";
import type { ServiceContext } from "../../context";
import { noteRouteChange } from "./change";
import { routeReply } from "./reply";

/**
 * Enables, dry-runs or disables a route and leaves the rest of it alone.
 * @throws 404 BUS_ROUTE_NOT_FOUND
 */
export async function setBusRouteStatus(
  ctx: ServiceContext,
  input: { readonly routeId: BusRouteId; readonly status: BusRouteStatus },
): Promise<BusRoute> {
  requireRole(ctx, "operator");
  const { deps } = ctx;
  return deps.store.transaction(async (tx) => {
    const known = await tx.busRoutes.get({ id: input.routeId });
    if (known === null) throw appError("BUS_ROUTE_NOT_FOUND");
    const change = {
      status: input.status,
      disabledReason: null,
      disabledAt: null,
      updatedAt: deps.clock.now(),
    };
    const row = { ...known, ...change };
    await tx.busRoutes.update({ id: row.id }, change);
    await noteRouteChange(tx, ctx, { action: "bus.route.updated", row });
    return routeReply(tx, row);
  });
}
