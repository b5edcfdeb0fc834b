import { appError, type CommandId, type ProgressReply, type ProgressRequest } from "@opstage/contracts";
import { redactText } from "../../domain/redaction";
import type { EpochMs } from "../../domain/time";
import type { CommandRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { noteContact, settleServices } from "../agents/contact";
import type { AgentContext } from "../context";
import { appendLogs } from "./append-logs";
import { secretTexts } from "./payload";

export type NoteProgress = ProgressRequest & { readonly commandId: CommandId };

/** Open consoles hear of a command's progress no more often. */
const progressNewsEveryMs = 500;

/**
 * Takes how far a running handler is, and what it logs, in the order of `seq`: what was there already changes nothing
 * and is answered alike. Secrets are masked before anything is stored. Counts as a heartbeat and renews the lease.
 * @throws 404 COMMAND_NOT_FOUND, also for another agent's · 409 COMMAND_ALREADY_COMPLETED after an end that is no
 * cancellation, for an older attempt, or before a dispatch
 */
export async function noteProgress(ctx: AgentContext, input: NoteProgress): Promise<ProgressReply> {
  const { actor, deps } = ctx;
  const now = deps.clock.now();
  const contact = noteContact(ctx, now);
  if (contact !== undefined) {
    await contact;
    await settleServices(ctx);
  }
  return deps.store.transaction(async (tx) => {
    const command = await tx.commands.get({ id: input.commandId, agentId: actor.id });
    if (command === null) throw appError("COMMAND_NOT_FOUND");
    if (command.status === "CANCELLED") return { cancel: true };
    const isStale = input.attempt != null && input.attempt !== command.attempt;
    if (command.status !== "RUNNING" || isStale)
      throw appError("COMMAND_ALREADY_COMPLETED", {
        details: { commandStatus: command.status, attempt: command.attempt },
      });
    if (input.seq > command.progressSeq) await storeProgress(tx, ctx, { command, input, now });
    return { cancel: false };
  });
}

async function storeProgress(
  tx: Transaction,
  ctx: AgentContext,
  { command, input, now }: { command: CommandRow; input: NoteProgress; now: EpochMs },
): Promise<void> {
  const { desk, live } = ctx.deps;
  const secrets = secretTexts(ctx.deps.secretBox, command);
  const logs = await appendLogs(tx, ctx, { command, lines: input.logs ?? [], secrets });
  const message = input.message == null ? command.progressMessage : redactText(input.message, secrets);
  const lease = renewedLease(ctx, command, now);
  await tx.commands.update(
    { id: command.id, status: "RUNNING", attempt: command.attempt },
    {
      progressSeq: input.seq,
      progressPercent: input.percent ?? command.progressPercent,
      progressMessage: message,
      ...logs,
      ...(lease === null ? {} : { leaseExpiresAt: lease.expiresAt }),
      updatedAt: now,
    },
  );
  tx.onCommit(() => {
    if (lease !== null) desk.noteLease(command.agentId, { commandId: command.id, ...lease });
    live.publishSeldom("commands", command.id, progressNewsEveryMs);
  });
}

/** A handler that speaks holds its command; stored once half of the lease has passed, as for polls. */
function renewedLease({ deps }: AgentContext, command: CommandRow, now: EpochMs) {
  const { leaseInstanceId: instanceId, leaseExpiresAt } = command;
  const leaseMs = deps.config.commands.leaseSeconds * 1000;
  if (instanceId === null || leaseExpiresAt === null || leaseExpiresAt - now >= leaseMs / 2) return null;
  return { instanceId, expiresAt: now + leaseMs };
}
