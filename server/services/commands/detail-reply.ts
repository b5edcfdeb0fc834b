import { appError, type CommandDetail, type CommandId } from "@opstage/contracts";
import { toCommandResult } from "../../store/mappers/command";
import type { ServiceContext } from "../context";
import { commandReply } from "./reply";

/**
 * The command with its result, as stored: nothing is taken that can be taken only once.
 * @throws 404 COMMAND_NOT_FOUND
 */
export async function commandDetailReply(ctx: ServiceContext, commandId: CommandId): Promise<CommandDetail> {
  const { clock, store } = ctx.deps;
  const { lookup } = store;
  const row = await lookup.commands.get({ id: commandId });
  if (row === null) throw appError("COMMAND_NOT_FOUND");
  const result = await lookup.commandResults.get({ commandId });
  return {
    ...(await commandReply(lookup, row, clock.now())),
    result: result === null ? null : toCommandResult(result),
    oneTimeSecret: null,
  };
}
