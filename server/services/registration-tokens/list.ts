import type { adminOperations, InputOf, Page, RegistrationToken } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/** Registration tokens, never with their values. */
export async function listRegistrationTokens(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.registrationTokens.list>,
): Promise<Page<RegistrationToken>> {
  requireRole(ctx, "viewer");
  const { readers, clock } = ctx.deps;
  return readers.run("listRegistrationTokens", { ...input, now: clock.now() }, ctx.signal);
}
