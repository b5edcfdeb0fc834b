import type { adminOperations, CommandLogs, InputOf } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/**
 * What a command has logged so far, after `afterSeq`.
 * @throws 404 COMMAND_NOT_FOUND
 */
export async function getCommandLogs(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.commands.logs>,
): Promise<CommandLogs> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("commandLogs", input, ctx.signal);
}
