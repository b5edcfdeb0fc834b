import { appError, type Command, type CommandId } from "@opstage/contracts";
import { commandCan } from "../../domain/command-lifecycle";
import { requireUser } from "../access";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { endCommand } from "./end";
import { commandReply } from "./reply";

/**
 * Cancels a command that has not ended. A handler that runs it is told with its agent's next poll or heartbeat, a
 * parked poll at once; a result that still arrives is refused.
 * @throws 404 COMMAND_NOT_FOUND · 409 COMMAND_ALREADY_COMPLETED
 */
export async function cancelCommand(ctx: ServiceContext, input: { commandId: CommandId }): Promise<Command> {
  requireUser(ctx, "operator");
  const { deps } = ctx;
  return deps.store.transaction(async (tx) => {
    const command = await tx.commands.get({ id: input.commandId });
    if (command === null) throw appError("COMMAND_NOT_FOUND");
    if (!commandCan.cancel(command.status)) throw appError("COMMAND_ALREADY_COMPLETED");
    const ended = await endCommand(tx, ctx, { command, ending: { status: "CANCELLED" } });
    if (!ended) throw appError("COMMAND_ALREADY_COMPLETED");
    await tx.commands.update({ id: command.id }, { cancelRequestedAt: deps.clock.now() });
    await recordAudit(tx, ctx, {
      action: "command.cancelled",
      targetType: "Command",
      targetId: command.id,
      metadata: { actionName: command.actionName, from: command.status },
    });
    if (command.status === "RUNNING") {
      tx.onCommit(() => {
        deps.desk.noteCancel(command.agentId, command.id);
        deps.wakeUps.wake(command.agentId);
      });
    }
    const cancelled = await tx.commands.get({ id: command.id });
    return commandReply(tx, cancelled ?? command, deps.clock.now());
  });
}
