import type { adminOperations, CapsuleService, InputOf, Page } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";
import { statusContext } from "../status";

/** Capsule Services with the status that holds now; filters use that status, too. */
export async function listServices(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.services.list>,
): Promise<Page<CapsuleService>> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("listServices", { ...input, at: statusContext(ctx.deps) }, ctx.signal);
}
