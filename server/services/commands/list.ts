import type { adminOperations, Command, InputOf, Page } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/** Commands with their state; payloads redacted. */
export async function listCommands(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.commands.list>,
): Promise<Page<Command>> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("listCommands", { ...input, now: ctx.deps.clock.now() }, ctx.signal);
}
