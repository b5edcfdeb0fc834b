import type { BusRoute, BusRouteDefinition } from "@opstage/contracts";
import type { BusRouteRow } from "../../../store/rows";
import { requireUser } from "../../access";
import type { ServiceContext } from "../../context";
import { noteRouteChange } from "./change";
import { definedColumns } from "./definition";
import { routeReply } from "./reply";

/**
 * Creates a route; it is disabled unless said otherwise. What cannot work as things are now is in its `issues`.
 * @throws 422 VALIDATION_FAILED for expressions that can never be evaluated
 */
export async function createBusRoute(ctx: ServiceContext, input: BusRouteDefinition): Promise<BusRoute> {
  const user = requireUser(ctx, "operator");
  const { deps } = ctx;
  const now = deps.clock.now();
  const row: BusRouteRow = {
    ...definedColumns(input),
    id: deps.ids.next("brt"),
    disabledReason: null,
    disabledAt: null,
    createdByUserId: user.id,
    createdAt: now,
    updatedAt: now,
  };
  return deps.store.transaction(async (tx) => {
    await tx.busRoutes.insert(row);
    await noteRouteChange(tx, ctx, { action: "bus.route.created", row });
    return routeReply(tx, row);
  });
}
