import type { adminOperations, InputOf, ListedUser, Page } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/** Users with how many sessions each has, newest first unless asked otherwise. */
export async function listUsers(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.users.list>,
): Promise<Page<ListedUser>> {
  requireRole(ctx, "owner");
  return ctx.deps.readers.run("listUsers", { ...input, now: ctx.deps.clock.now() }, ctx.signal);
}
