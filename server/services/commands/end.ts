import type { CommandStatus, JsonObject } from "@opstage/contracts";
import type { CommandRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { noteTargetEnded } from "../batches/note-ended";
import type { ServiceContext } from "../context";

export interface CommandEnding {
  readonly status: Exclude<CommandStatus, "PENDING" | "RUNNING">;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  /** The result as it arrived, for whoever waits for it. */
  readonly message?: string | null;
  readonly data?: JsonObject;
  readonly error?: JsonObject;
}

/**
 * Moves a command to a terminal state if it still is in the state that was read, and erases its secret input. False
 * when somebody was faster; nothing is written then. Who waits for the command hears of it after the commit.
 */
export async function endCommand(
  tx: Transaction,
  ctx: ServiceContext,
  { command, ending }: { command: CommandRow; ending: CommandEnding },
): Promise<boolean> {
  const { clock, desk, live } = ctx.deps;
  const now = clock.now();
  const changed = await tx.commands.update(
    { id: command.id, status: command.status, attempt: command.attempt },
    {
      status: ending.status,
      completedAt: now,
      updatedAt: now,
      errorCode: ending.errorCode ?? null,
      errorMessage: ending.errorMessage ?? null,
      leaseExpiresAt: null,
      sealedSecrets: null,
      secretsErased: command.secretsErased || command.sealedSecrets !== null,
    },
  );
  if (changed === 0) return false;
  await noteTargetEnded(tx, ctx.deps, { command, ending });
  tx.onCommit(() => {
    desk.dropLease(command.agentId, command.id);
    desk.bounds.forget(command.id);
    desk.noteEnded(command.id, {
      status: ending.status,
      message: ending.message ?? ending.errorMessage ?? null,
      data: ending.data ?? {},
      error: ending.error ?? (ending.errorCode === undefined ? {} : { code: ending.errorCode }),
    });
    live.publish("commands", [command.id]);
  });
  return true;
}
