import { storedErrorCodes } from "@opstage/contracts";
import { afterAgentLost, dispatchDeadline } from "../../domain/command-lifecycle";
import type { EpochMs } from "../../domain/time";
import type { CommandRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { recordAudit } from "../audit/record";
import type { ServiceContext, SystemActor } from "../context";
import { endCommand } from "./end";

const actor: SystemActor = { type: "SYSTEM", job: "lose-commands" };

/**
 * Takes a running command from a process that is gone: an idempotent action waits for its agent again, any other has
 * failed with AGENT_LOST. False when somebody was faster.
 */
export function loseCommand(
  tx: Transaction,
  ctx: ServiceContext,
  { command, now }: { command: CommandRow; now: EpochMs },
): Promise<boolean> {
  const next = afterAgentLost(command, ctx.deps.config.commands.maxAttempts);
  return next === "PENDING" ? requeue(tx, ctx, command, now) : failLost(tx, ctx, command);
}

async function requeue(
  tx: Transaction,
  ctx: ServiceContext,
  command: CommandRow,
  now: EpochMs,
): Promise<boolean> {
  const { config, desk, live, wakeUps } = ctx.deps;
  const { timeoutSeconds } = command;
  const expiresAt = dispatchDeadline({ now, timeoutSeconds, ttlSeconds: config.commands.ttlSeconds });
  const changed = await tx.commands.update(
    { id: command.id, status: "RUNNING", attempt: command.attempt, leaseInstanceId: command.leaseInstanceId },
    {
      status: "PENDING",
      startedAt: null,
      leaseInstanceId: null,
      leaseExpiresAt: null,
      // The next attempt numbers its progress from 1 again; what was logged stays.
      progressSeq: 0,
      progressPercent: null,
      progressMessage: null,
      expiresAt,
      updatedAt: now,
    },
  );
  if (changed === 0) return false;
  await recordAudit(tx, ctx, {
    action: "command.requeued",
    actor,
    targetType: "Command",
    targetId: command.id,
    metadata: { actionName: command.actionName, attempt: command.attempt },
  });
  tx.onCommit(() => {
    desk.dropLease(command.agentId, command.id);
    desk.notePending(command.agentId);
    desk.bounds.note(command.id, expiresAt);
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
    actor,
    targetType: "Command",
    targetId: command.id,
    result: "FAILURE",
    metadata: { actionName: command.actionName, errorCode: "AGENT_LOST" },
  });
  tx.onCommit(() => {
    ctx.deps.counters.increment("commandsFailed");
    // Should the process come back after all, its handler is to stop.
    ctx.deps.desk.noteCancel(command);
  });
  return true;
}
