import type { ActionDurations, adminOperations, InputOf } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/**
 * How long the newest runs of an action took; also of an action that the service no longer declares.
 * @throws 404 CAPSULE_SERVICE_NOT_FOUND
 */
export async function getActionDurations(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.actions.durations>,
): Promise<ActionDurations> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("actionDurations", input, ctx.signal);
}
