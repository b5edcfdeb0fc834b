import {
  appError,
  type CancellationReply,
  type CancellationRequest,
  type CommandId,
} from "@opstage/contracts";
import type { EpochMs } from "../../domain/time";
import type { CommandRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import type { AgentContext } from "../context";

export type AcknowledgeCancellation = CancellationRequest & { readonly commandId: CommandId };

/**
 * The agent says how far a cancellation has come: its handler was told, or has stopped. The first time counts, and
 * stopping implies having been told. An older attempt changes nothing.
 * @throws 404 COMMAND_NOT_FOUND · 409 COMMAND_NOT_CANCELLED while the command goes on · 409 COMMAND_ALREADY_COMPLETED
 */
export async function acknowledgeCancellation(
  ctx: AgentContext,
  input: AcknowledgeCancellation,
): Promise<CancellationReply> {
  const { actor, deps } = ctx;
  await deps.store.transaction(async (tx) => {
    const command = await tx.commands.get({ id: input.commandId, agentId: actor.id });
    if (command === null) throw appError("COMMAND_NOT_FOUND");
    if (!wasStopped(command)) throw appError(refusalOf(command));
    if (input.attempt != null && input.attempt !== command.attempt) return;
    await noteCancellation(tx, ctx, { command, isStopped: input.state === "STOPPED", now: deps.clock.now() });
  });
  return {};
}

/** Cancelled by a person, or ended by its deadline: either way a running handler is told to stop. */
export function wasStopped({ status }: CommandRow): boolean {
  return status === "CANCELLED" || status === "EXPIRED";
}

function refusalOf({ status }: CommandRow): "COMMAND_NOT_CANCELLED" | "COMMAND_ALREADY_COMPLETED" {
  return status === "PENDING" || status === "RUNNING" ? "COMMAND_NOT_CANCELLED" : "COMMAND_ALREADY_COMPLETED";
}

/** Notes that the handler knows, or has stopped; what was noted before stays. */
export async function noteCancellation(
  tx: Transaction,
  { deps }: AgentContext,
  { command, isStopped, now }: { command: CommandRow; isStopped: boolean; now: EpochMs },
): Promise<void> {
  const cancelAcknowledgedAt = command.cancelAcknowledgedAt ?? now;
  const cancelStoppedAt = command.cancelStoppedAt ?? (isStopped ? now : null);
  const isNews =
    cancelAcknowledgedAt !== command.cancelAcknowledgedAt || cancelStoppedAt !== command.cancelStoppedAt;
  if (isNews) await tx.commands.update({ id: command.id }, { cancelAcknowledgedAt, cancelStoppedAt });
  tx.onCommit(() => {
    deps.desk.forgetCancel(command.agentId, command.id);
    if (isNews) deps.live.publish("commands", [command.id]);
  });
}
