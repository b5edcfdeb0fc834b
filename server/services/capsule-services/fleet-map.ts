import type { adminOperations, FleetMap, InputOf } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";
import { statusContext } from "../status";

/** The matching services by agent, with the status that holds now. */
export async function getFleetMap(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.services.map>,
): Promise<FleetMap> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("fleetMap", { filter: input, at: statusContext(ctx.deps) }, ctx.signal);
}
