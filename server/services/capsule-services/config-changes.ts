import type { adminOperations, ConfigChange, InputOf, Page } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/**
 * What changed in a service's declared configuration (seed 001).
 * @throws 404 CAPSULE_SERVICE_NOT_FOUND
 */
export async function listConfigChanges(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.services.configChanges>,
): Promise<Page<ConfigChange>> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("configChanges", input, ctx.signal);
}
