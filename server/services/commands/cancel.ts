import { appError, type Command, type CommandId } from "@opstage/contracts";
import { commandCan } from "../../domain/command-lifecycle";
import type { CommandRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
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
    if (!(await cancelOpenCommand(tx, ctx, command))) throw appError("COMMAND_ALREADY_COMPLETED");
    const cancelled = await tx.commands.get({ id: command.id });
    return commandReply(tx, cancelled ?? command, deps.clock.now());
  });
}

/** Cancels a command within a transaction, with its audit row; false when somebody was faster. */
export async function cancelOpenCommand(
  tx: Transaction,
  ctx: ServiceContext,
  command: CommandRow,
): Promise<boolean> {
  const { deps } = ctx;
  if (!(await endCommand(tx, ctx, { command, ending: { status: "CANCELLED" } }))) return false;
  await tx.commands.update({ id: command.id }, { cancelRequestedAt: deps.clock.now() });
  await recordAudit(tx, ctx, {
    action: "command.cancelled",
    targetType: "Command",
    targetId: command.id,
    metadata: { actionName: command.actionName, from: command.status },
  });
  if (command.status === "RUNNING") {
    tx.onCommit(() => {
      deps.desk.noteCancel(command);
      deps.wakeUps.wake(command.agentId);
    });
  }
  return true;
}
