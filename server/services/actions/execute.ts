import { appError, Command, type CommandQueue, type JsonObject } from "@opstage/contracts";
import { requireUser } from "../access";
import { recordAudit } from "../audit/record";
import { enqueueCommand } from "../commands/enqueue";
import { storePayload } from "../commands/payload";
import { planDispatch } from "../commands/plan-dispatch";
import { namedCommand } from "../commands/reply";
import type { ServiceContext } from "../context";
import { withIdempotency } from "../idempotency";
import { requireValidPayload, schemaFor } from "./check-payload";
import { type ActionAddress, getTarget } from "./find";

export interface ExecuteAction extends ActionAddress {
  readonly payload: JsonObject;
  readonly confirmation: boolean;
  /** Accept it for an agent that is away, and keep it so long. */
  readonly queue?: CommandQueue | null;
}

/**
 * Runs an action: creates a command that its agent takes with the next poll. Secret fields of the payload are sealed.
 * With `queue` an agent that is away gets it when it returns. Honours an Idempotency-Key.
 * @throws in this order: 404 CAPSULE_SERVICE_NOT_FOUND, ACTION_NOT_FOUND · 409 ACTION_REQUIRES_CONFIRMATION ·
 * 409 AGENT_… when the agent cannot take it · 422 ACTION_PAYLOAD_INVALID · 422 IDEMPOTENCY_KEY_REUSED
 */
export async function executeAction(ctx: ServiceContext, input: ExecuteAction): Promise<Command> {
  const user = requireUser(ctx, "operator");
  const { deps } = ctx;
  const request = { ...input };
  return deps.store.transaction((tx) =>
    withIdempotency(tx, ctx, {
      operation: "actions.execute",
      request,
      reply: Command,
      async work() {
        const target = await getTarget(tx, input);
        const { action, service } = target;
        if (action.requiresConfirmation && !input.confirmation)
          throw appError("ACTION_REQUIRES_CONFIRMATION");
        const dispatch = planDispatch(deps, target, input.queue);
        const schema = await schemaFor(tx, user.id, action);
        requireValidPayload(deps, input.payload, schema);
        const row = await enqueueCommand(tx, ctx, {
          type: "ACTION_EXECUTE",
          target,
          stored: storePayload(deps.secretBox, input.payload, schema),
          expiresAt: dispatch.expiresAt,
          queuedUntil: dispatch.queuedUntil,
          createdByUserId: user.id,
        });
        await recordAudit(tx, ctx, {
          action: "service.action.requested",
          targetType: "CapsuleService",
          targetId: service.id,
          metadata: { actionName: action.name, commandId: row.id },
        });
        await recordAudit(tx, ctx, {
          action: "command.created",
          targetType: "Command",
          targetId: row.id,
          metadata: { serviceId: service.id, actionName: action.name },
        });
        const creator = await tx.users.get({ id: user.id });
        return namedCommand(row, { ...target, creator }, deps.clock.now());
      },
    }),
  );
}
