import type { adminOperations, InputOf, Page, User } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/** Users, newest first unless asked otherwise. */
export async function listUsers(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.users.list>,
): Promise<Page<User>> {
  requireRole(ctx, "owner");
  return ctx.deps.readers.run("listUsers", input, ctx.signal);
}
