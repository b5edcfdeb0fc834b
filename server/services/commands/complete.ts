import {
  type AppError,
  appError,
  type CommandId,
  type CommandResult,
  isAppError,
  type JsonObject,
  type ResultRequest,
} from "@opstage/contracts";
import { contentHash } from "../../domain/report-hash";
import { toCommandResult } from "../../store/mappers/command";
import type { CommandResultRow, CommandRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { noteContact, settleServices } from "../agents/contact";
import { recordAudit } from "../audit/record";
import type { AgentContext } from "../context";
import { noteCancellation, wasStopped } from "./acknowledge-cancellation";
import { endCommand } from "./end";
import { storedResult, takeOneTimeFields } from "./result";

export type CompleteCommand = ResultRequest & { readonly commandId: CommandId };

/** A result as it counts: what is hashed, measured and given to who waits. */
export interface ArrivedResult {
  readonly success: boolean;
  readonly message: string | null;
  readonly data: JsonObject;
  readonly error: JsonObject;
}

/**
 * Takes the result of a command that this agent runs. The same result again is answered with the stored one.
 * @throws 413 COMMAND_RESULT_TOO_LARGE, the command stays as it was · 404 COMMAND_NOT_FOUND, also for another agent's ·
 * 409 COMMAND_ALREADY_COMPLETED for any other result after the end, of an older attempt, or before a dispatch
 */
export async function completeCommand(ctx: AgentContext, input: CompleteCommand): Promise<CommandResult> {
  const { actor, deps } = ctx;
  const now = deps.clock.now();
  const contact = noteContact(ctx, now);
  if (contact !== undefined) {
    await contact;
    await settleServices(ctx);
  }
  const arrived: ArrivedResult = {
    success: input.success,
    message: input.message ?? null,
    data: input.data ?? input.output ?? {},
    error: input.error ?? {},
  };
  requireSmallEnough(ctx, arrived);
  const resultHash = contentHash({ ...arrived });

  const row = await deps.store.transaction(async (tx) => {
    const command = await tx.commands.get({ id: input.commandId, agentId: actor.id });
    if (command === null) throw appError("COMMAND_NOT_FOUND");
    // While it runs there is no result: both are written in one transaction.
    const known =
      command.status === "RUNNING" ? null : await tx.commandResults.get({ commandId: command.id });
    if (known !== null && known.resultHash === resultHash) return known;
    const refusal = refusalOf(command, input);
    if (refusal !== null) {
      // Returned, not thrown: that the handler has stopped is to be kept.
      if (wasStopped(command) && !isStale(command, input))
        await noteCancellation(tx, ctx, { command, isStopped: true, now });
      return refusal;
    }
    const result = await storeResult(tx, ctx, { command, arrived, resultHash, input, now });
    await finish(tx, ctx, command, arrived);
    return result;
  });
  if (isAppError(row)) throw row;
  return toCommandResult(row);
}

function requireSmallEnough({ deps }: AgentContext, { message, data, error }: ArrivedResult): void {
  const limit = deps.config.commands.resultMaxBytes;
  const size = Buffer.byteLength(JSON.stringify({ message, data, error }), "utf8");
  if (size <= limit) return;
  deps.counters.increment("oversizedCommandResultsRejected");
  throw appError("COMMAND_RESULT_TOO_LARGE", { details: { sizeBytes: size, limitBytes: limit } });
}

function isStale(command: CommandRow, { attempt }: CompleteCommand): boolean {
  return attempt != null && attempt !== command.attempt;
}

/** Why this result cannot count; null when it can. */
function refusalOf(command: CommandRow, input: CompleteCommand): AppError | null {
  if (command.status === "RUNNING" && !isStale(command, input)) return null;
  return appError("COMMAND_ALREADY_COMPLETED", {
    message: command.status === "PENDING" ? "The command is not running: it waits to be polled." : undefined,
    details: { commandStatus: command.status, attempt: command.attempt },
  });
}

async function storeResult(
  tx: Transaction,
  ctx: AgentContext,
  arrival: {
    command: CommandRow;
    arrived: ArrivedResult;
    resultHash: string;
    input: CompleteCommand;
    now: number;
  },
): Promise<CommandResultRow> {
  const { command, arrived, resultHash, input, now } = arrival;
  const { oneTimeSecrets, ids } = ctx.deps;
  const { fields, data } = takeOneTimeFields(arrived.data, command);
  const stored = storedResult({
    success: arrived.success,
    message: arrived.message,
    error: arrived.error,
    data,
  });
  const result: CommandResultRow = {
    id: ids.next("crs"),
    commandId: command.id,
    agentId: command.agentId,
    success: stored.success,
    message: stored.message,
    data: stored.data,
    error: stored.error,
    resultHash,
    startedAt: input.startedAt ? Date.parse(input.startedAt) : null,
    finishedAt: input.finishedAt ? Date.parse(input.finishedAt) : null,
    reportedAt: now,
    createdAt: now,
  };
  await tx.commandResults.insert(result);
  if (fields !== null) tx.onCommit(() => oneTimeSecrets.put(command.id, fields));
  return result;
}

async function finish(
  tx: Transaction,
  ctx: AgentContext,
  command: CommandRow,
  arrived: ArrivedResult,
): Promise<void> {
  const { success, message, data, error } = arrived;
  const code =
    typeof error.code === "string" && error.code !== "" ? error.code.slice(0, 80) : "ACTION_FAILED";
  const text = typeof error.message === "string" ? error.message : message;
  const ended = await endCommand(tx, ctx, {
    command,
    ending: {
      status: success ? "SUCCEEDED" : "FAILED",
      ...(success ? {} : { errorCode: code, errorMessage: text?.slice(0, 500) }),
      message,
      data,
      error,
    },
  });
  if (!ended) throw appError("COMMAND_ALREADY_COMPLETED");
  await recordAudit(tx, ctx, {
    action: success ? "command.completed" : "command.failed",
    targetType: "Command",
    targetId: command.id,
    result: success ? "SUCCESS" : "FAILURE",
    metadata: { actionName: command.actionName, ...(success ? {} : { errorCode: code }) },
  });
  tx.onCommit(() => ctx.deps.counters.increment(success ? "commandsCompleted" : "commandsFailed"));
}
