import { appError, type BusRoute, type BusRouteDefinition, type BusRouteId } from "@opstage/contracts";
import { requireRole } from "../../access";
import type { ServiceContext } from "../../context";
import { noteRouteChange } from "./change";
import { definedColumns } from "./definition";
import { routeReply } from "./reply";

/**
 * Replaces a route as a whole; what is left out takes its default. One that works again forgets why it was disabled by itself.
 * @throws 404 BUS_ROUTE_NOT_FOUND · 422 VALIDATION_FAILED for expressions that can never be evaluated
 */
export async function updateBusRoute(
  ctx: ServiceContext,
  input: BusRouteDefinition & { readonly routeId: BusRouteId },
): Promise<BusRoute> {
  requireRole(ctx, "operator");
  const { deps } = ctx;
  const columns = definedColumns(input);
  return deps.store.transaction(async (tx) => {
    const known = await tx.busRoutes.get({ id: input.routeId });
    if (known === null) throw appError("BUS_ROUTE_NOT_FOUND");
    const isStillOff = columns.status === "DISABLED";
    const row = {
      ...known,
      ...columns,
      disabledReason: isStillOff ? known.disabledReason : null,
      disabledAt: isStillOff ? known.disabledAt : null,
      updatedAt: deps.clock.now(),
    };
    await tx.busRoutes.update({ id: row.id }, row);
    await noteRouteChange(tx, ctx, { action: "bus.route.updated", row });
    return routeReply(tx, row);
  });
}
