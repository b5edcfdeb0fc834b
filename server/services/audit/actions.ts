import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/** The names of the actions that occur in the trail. */
export async function listAuditActions(ctx: ServiceContext): Promise<string[]> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("auditActions", undefined, ctx.signal);
}
