import type { AuditEvent, adminOperations, InputOf, Page } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/** What happened, newest first. */
export async function listAudit(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.audit.list>,
): Promise<Page<AuditEvent>> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("listAudit", input, ctx.signal);
}
