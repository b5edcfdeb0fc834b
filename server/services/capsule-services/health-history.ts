import type { adminOperations, HealthHistory, InputOf } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/**
 * How a service's health went, as intervals of equal samples; the last 24 hours unless said otherwise.
 * @throws 404 CAPSULE_SERVICE_NOT_FOUND
 */
export async function getHealthHistory(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.services.healthHistory>,
): Promise<HealthHistory> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("healthHistory", { ...input, now: ctx.deps.clock.now() }, ctx.signal);
}
