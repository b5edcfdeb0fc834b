import type { CapsuleServiceDetail, ServiceId } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";
import { statusContext } from "../status";

/**
 * A Capsule Service with manifest, health, configs by key and actions by name.
 * @throws 404 CAPSULE_SERVICE_NOT_FOUND
 */
export async function getService(
  ctx: ServiceContext,
  input: { serviceId: ServiceId },
): Promise<CapsuleServiceDetail> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("getService", { ...input, at: statusContext(ctx.deps) }, ctx.signal);
}
