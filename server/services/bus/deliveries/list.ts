import type { adminOperations, BusDelivery, InputOf, Page } from "@opstage/contracts";
import { requireRole } from "../../access";
import type { ServiceContext } from "../../context";

export async function listBusDeliveries(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.busDeliveries.list>,
): Promise<Page<BusDelivery>> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("listBusDeliveries", input, ctx.signal);
}
