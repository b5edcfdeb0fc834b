import { appError, Command, type CommandId, type CommandQueue } from "@opstage/contracts";
import { retryRefusal } from "../../domain/command-lifecycle";
import type { CommandRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { requireUser } from "../access";
import { requireValidPayload, schemaFor } from "../actions/check-payload";
import { getTarget, type Target } from "../actions/find";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { withIdempotency } from "../idempotency";
import { currentAgentStatus } from "../status";
import { enqueueCommand } from "./enqueue";
import { openPayload } from "./payload";
import { type DispatchPlan, planDispatch } from "./plan-dispatch";
import { commandReply } from "./reply";

export interface RetryCommand {
  readonly commandId: CommandId;
  readonly confirmation: boolean;
  /** Accept it for an agent that is away, and keep it so long. */
  readonly queue?: CommandQueue | null;
}

/**
 * Runs a failed, expired or cancelled action again with the same payload, as a new command. Honours an
 * Idempotency-Key.
 * @throws in this order: 404 COMMAND_NOT_FOUND · 409 COMMAND_NOT_RETRYABLE, COMMAND_ALREADY_COMPLETED,
 * COMMAND_SECRET_ERASED · 409 AGENT_NOT_AVAILABLE · 404 CAPSULE_SERVICE_NOT_FOUND, ACTION_NOT_FOUND ·
 * 409 ACTION_REQUIRES_CONFIRMATION · 409 AGENT_OFFLINE, AGENT_NOT_READY · 422 ACTION_PAYLOAD_INVALID
 */
export async function retryCommand(ctx: ServiceContext, input: RetryCommand): Promise<Command> {
  const user = requireUser(ctx, "operator");
  const { deps } = ctx;
  return deps.store.transaction((tx) =>
    withIdempotency(tx, ctx, {
      operation: "commands.retry",
      request: { ...input },
      reply: Command,
      async work() {
        const source = await tx.commands.get({ id: input.commandId });
        if (source === null) throw appError("COMMAND_NOT_FOUND");
        const refusal = retryRefusal(source);
        if (refusal !== null) throw appError(refusal);
        await requireAgentLeft(tx, ctx, source);
        const target = await getTarget(tx, source);
        if (target.action.requiresConfirmation && !input.confirmation)
          throw appError("ACTION_REQUIRES_CONFIRMATION");
        const dispatch = planDispatch(deps, target, input.queue);
        const payload = openPayload(deps.secretBox, { payload: source.payload, sealedSecrets: null });
        requireValidPayload(deps, payload, await schemaFor(tx, user.id, target.action));
        const row = await enqueueAgain(tx, ctx, { source, target, dispatch, userId: user.id });
        await recordAudit(tx, ctx, {
          action: "command.retried",
          targetType: "Command",
          targetId: row.id,
          metadata: { sourceCommandId: source.id, actionName: source.actionName },
        });
        return commandReply(tx, row, deps.clock.now());
      },
    }),
  );
}

/** The service may have moved since: what counts is the agent that has it now, if the service is still there. */
async function requireAgentLeft(tx: Transaction, ctx: ServiceContext, source: CommandRow): Promise<void> {
  const service = await tx.services.get({ id: source.serviceId });
  const agent = await tx.agents.get({ id: service?.agentId ?? source.agentId });
  const status = agent === null ? null : currentAgentStatus(ctx.deps, agent);
  if (status === null || status === "DISABLED" || status === "REVOKED") throw appError("AGENT_NOT_AVAILABLE");
}

function enqueueAgain(
  tx: Transaction,
  ctx: ServiceContext,
  again: {
    source: CommandRow;
    target: Target;
    dispatch: DispatchPlan;
    userId: CommandRow["createdByUserId"];
  },
): Promise<CommandRow> {
  const { source, target, dispatch, userId } = again;
  return enqueueCommand(tx, ctx, {
    type: "ACTION_EXECUTE",
    target,
    stored: { payload: source.payload, sealedSecrets: null },
    ...dispatch,
    createdByUserId: userId,
    sourceCommandId: source.id,
  });
}
