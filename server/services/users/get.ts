import type { ListedUser, UserId } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/**
 * A user, with how many sessions they have.
 * @throws 404 USER_NOT_FOUND
 */
export async function getUser(ctx: ServiceContext, input: { readonly userId: UserId }): Promise<ListedUser> {
  requireRole(ctx, "owner");
  return ctx.deps.readers.run("getUser", { ...input, now: ctx.deps.clock.now() }, ctx.signal);
}
