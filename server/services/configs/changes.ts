import type { adminOperations, FleetConfigChange, InputOf, Page } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/** What changed in the declared configuration of any service. */
export async function listFleetConfigChanges(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.configs.changes>,
): Promise<Page<FleetConfigChange>> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("fleetConfigChanges", input, ctx.signal);
}
