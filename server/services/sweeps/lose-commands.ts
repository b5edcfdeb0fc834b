import { type CommandId, storedErrorCodes } from "@opstage/contracts";
import { afterAgentLost, dispatchDeadline } from "../../domain/command-lifecycle";
import type { EpochMs } from "../../domain/time";
import type { CommandRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { recordAudit } from "../audit/record";
import { endCommand } from "../commands/end";
import type { ServiceContext } from "../context";

/**
 * Takes up running commands whose lease nobody renewed: an idempotent action waits for its agent again, any other has
 * failed with AGENT_LOST. The server's own absence is not held against an agent.
 */
export async function loseCommands(ctx: ServiceContext, ids: readonly CommandId[]): Promise<number> {
  const { clock, config, readyAt, store } = ctx.deps;
  const now = clock.now();
  if (now - readyAt < config.commands.leaseSeconds * 1000) return 0;
  return store.transaction(async (tx) => {
    const lost = await tx.commands.list({ id: ids, status: "RUNNING", leaseExpiresAt: { lte: now } });
    let count = 0;
    for (const command of lost) {
      const next = afterAgentLost(command, config.commands.maxAttempts);
      const done =
        next === "PENDING" ? await requeue(tx, ctx, command, now) : await failLost(tx, ctx, command);
      if (done) count++;
    }
    return count;
  });
}

async function requeue(
  tx: Transaction,
  ctx: ServiceContext,
  command: CommandRow,
  now: EpochMs,
): Promise<boolean> {
  const { config, desk, live, wakeUps } = ctx.deps;
  const { timeoutSeconds } = command;
  const changed = await tx.commands.update(
    { id: command.id, status: "RUNNING", attempt: command.attempt, leaseExpiresAt: { lte: now } },
    {
      status: "PENDING",
      startedAt: null,
      leaseInstanceId: null,
      leaseExpiresAt: null,
      expiresAt: dispatchDeadline({ now, timeoutSeconds, ttlSeconds: config.commands.ttlSeconds }),
      updatedAt: now,
    },
  );
  if (changed === 0) return false;
  await recordAudit(tx, ctx, {
    action: "command.requeued",
    targetType: "Command",
    targetId: command.id,
    metadata: { actionName: command.actionName, attempt: command.attempt },
  });
  tx.onCommit(() => {
    desk.dropLease(command.agentId, command.id);
    desk.notePending(command.agentId);
    wakeUps.wake(command.agentId);
    live.publish("commands", [command.id]);
  });
  return true;
}

async function failLost(tx: Transaction, ctx: ServiceContext, command: CommandRow): Promise<boolean> {
  const ended = await endCommand(tx, ctx, {
    command,
    ending: { status: "FAILED", errorCode: "AGENT_LOST", errorMessage: storedErrorCodes.AGENT_LOST },
  });
  if (!ended) return false;
  await recordAudit(tx, ctx, {
    action: "command.failed",
    targetType: "Command",
    targetId: command.id,
    result: "FAILURE",
    metadata: { actionName: command.actionName, errorCode: "AGENT_LOST" },
  });
  tx.onCommit(() => ctx.deps.counters.increment("commandsFailed"));
  return true;
}
