import type { adminOperations, HealthBars, InputOf } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/** How the health of some services went in the last 24 hours; services that are gone are left out. */
export async function getHealthBars(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.services.healthBars>,
): Promise<HealthBars> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("healthBars", { ...input, now: ctx.deps.clock.now() }, ctx.signal);
}
