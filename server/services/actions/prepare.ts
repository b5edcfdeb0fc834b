import {
  appError,
  type CommandId,
  type JsonObject,
  type PreparedAction,
  storedErrorCodes,
  type UserId,
} from "@opstage/contracts";
import { checkSchema, initialPayload } from "@opstage/contracts/json-schema";
import { requireUser } from "../access";
import { recordAudit } from "../audit/record";
import type { EndedCommand } from "../commands/desk";
import { commandDetailReply } from "../commands/detail-reply";
import { endCommand } from "../commands/end";
import { enqueueCommand } from "../commands/enqueue";
import { storePayload } from "../commands/payload";
import { planDispatch } from "../commands/plan-dispatch";
import type { ServiceContext } from "../context";
import { isObject } from "../json";
import { schemaFor } from "./check-payload";
import { type ActionAddress, getTarget, type Target } from "./find";
import { overlayAction } from "./overlay";

type Waited = EndedCommand | "timeout" | "aborted";

export interface PrepareAction extends ActionAddress {
  /** What the form holds so far, valid or not; nothing when it has just been opened. */
  readonly payload?: JsonObject;
}

/**
 * Asks the agent for an action's form, its first payload and the current state, and waits for the answer (woken by
 * its result, never asking the database again). The reply holds what the agent said unredacted; what is stored is not.
 * The schema it gave holds for this person's next payload. What was entered so far goes along, its secret fields sealed.
 * @throws 404 CAPSULE_SERVICE_NOT_FOUND, ACTION_NOT_FOUND · 409 AGENT_… · 424 with the agent's code or
 * ACTION_PREPARE_FAILED · 504 ACTION_PREPARE_TIMEOUT
 */
export async function prepareAction(ctx: ServiceContext, input: PrepareAction): Promise<PreparedAction> {
  const user = requireUser(ctx, "operator");
  const { target, commandId, ended } = await startPrepare(ctx, input, user.id);
  const outcome = await ended;
  const details = {
    commandId,
    actionName: target.action.name,
    agentId: target.agent.id,
    serviceId: target.service.id,
  };
  if (outcome === "aborted") return abandonPrepare(ctx, commandId);
  if (outcome === "timeout" || outcome.status === "EXPIRED") {
    const commandStatus = await expirePrepare(ctx, commandId);
    ctx.deps.counters.increment("actionPrepareTimeouts");
    throw appError("ACTION_PREPARE_TIMEOUT", { details: { ...details, commandStatus } });
  }
  if (outcome.status !== "SUCCEEDED") {
    ctx.deps.counters.increment("actionPrepareFailures");
    throw prepareFailure(outcome, { ...details, commandStatus: outcome.status });
  }
  return prepared(ctx, { target, commandId, userId: user.id, answer: outcome.data });
}

async function startPrepare(
  ctx: ServiceContext,
  input: PrepareAction,
  userId: UserId,
): Promise<{ target: Target; commandId: CommandId; ended: Promise<Waited> }> {
  const { deps } = ctx;
  const timeoutMs = deps.config.commands.prepareTimeoutSeconds * 1000;
  let ended: Promise<Waited> = Promise.resolve("aborted");
  const started = await deps.store.transaction(async (tx) => {
    const target = await getTarget(tx, input);
    // Only whether it can be given a command now: how long this one waits is its caller's patience.
    planDispatch(deps, target, null);
    const now = deps.clock.now();
    const schema = await schemaFor(tx, userId, target.action);
    // The hook runs before the one that wakes the agent, so that no answer comes before somebody waits for it.
    const commandId = deps.ids.next("cmd");
    tx.onCommit(() => {
      ended = deps.desk.waitForEnd(commandId, timeoutMs, ctx.signal);
    });
    await enqueueCommand(tx, ctx, {
      id: commandId,
      type: "ACTION_PREPARE",
      target,
      stored: storePayload(deps.secretBox, input.payload ?? {}, schema),
      expiresAt: now + timeoutMs,
      createdByUserId: userId,
    });
    await recordAudit(tx, ctx, {
      action: "service.action.prepare_requested",
      targetType: "CapsuleService",
      targetId: target.service.id,
      metadata: { actionName: target.action.name, commandId },
    });
    return { target, commandId };
  });
  deps.counters.increment("actionPrepareRequested");
  return { ...started, ended };
}

/** Nobody waits any more, so the agent need not work on it. */
async function abandonPrepare(ctx: ServiceContext, commandId: CommandId): Promise<never> {
  const { deps } = ctx;
  if (deps.stopping.aborted) throw appError("SHUTTING_DOWN");
  await deps.store.transaction(async (tx) => {
    const command = await tx.commands.get({ id: commandId, status: ["PENDING", "RUNNING"] });
    if (command === null) return;
    await endCommand(tx, ctx, {
      command,
      ending: { status: "CANCELLED", errorMessage: "The caller left before the agent answered." },
    });
    await recordAudit(tx, ctx, { action: "command.cancelled", targetType: "Command", targetId: commandId });
    if (command.status === "RUNNING")
      tx.onCommit(() => {
        deps.desk.noteCancel(command);
        deps.wakeUps.wake(command.agentId);
      });
  });
  throw appError("ACTION_PREPARE_FAILED", { message: "The caller left before the agent answered." });
}

/** Returns the status the command has then: the agent may have been faster by a hair. */
async function expirePrepare(ctx: ServiceContext, commandId: CommandId): Promise<string> {
  return ctx.deps.store.transaction(async (tx) => {
    const command = await tx.commands.get({ id: commandId });
    if (command === null) return "EXPIRED";
    if (command.status !== "PENDING" && command.status !== "RUNNING") return command.status;
    await endCommand(tx, ctx, {
      command,
      ending: {
        status: "EXPIRED",
        errorCode: "ACTION_PREPARE_TIMEOUT",
        errorMessage: storedErrorCodes.ACTION_PREPARE_TIMEOUT,
      },
    });
    return "EXPIRED";
  });
}

/** The agent's own code stands in the answer when it looks like one. */
function prepareFailure({ error, message }: EndedCommand, details: JsonObject) {
  const text = typeof error.message === "string" ? error.message : message;
  const code =
    typeof error.code === "string" && /^[A-Z][A-Z0-9_]{1,79}$/.test(error.code) ? error.code : undefined;
  return appError("ACTION_PREPARE_FAILED", {
    publicCode: code,
    message: text?.slice(0, 500) || undefined,
    details,
  });
}

async function prepared(
  ctx: ServiceContext,
  result: { target: Target; commandId: CommandId; userId: UserId; answer: JsonObject },
): Promise<PreparedAction> {
  const { target, commandId, userId, answer } = result;
  const { deps } = ctx;
  const action = overlayAction(target.action, answer.action);
  if (checkSchema(action.inputSchema).length === 0) {
    await deps.store.transaction((tx) =>
      tx.preparedSchemas.upsert(
        {
          userId,
          serviceId: target.service.id,
          actionName: target.action.name,
          inputSchema: JSON.stringify(action.inputSchema),
          preparedAt: deps.clock.now(),
        },
        ["userId", "serviceId", "actionName"],
      ),
    );
  }
  return {
    action,
    initialPayload: isObject(answer.initialPayload)
      ? answer.initialPayload
      : initialPayload(action.inputSchema),
    currentState: isObject(answer.currentState) ? answer.currentState : {},
    prepareCommand: await commandDetailReply(ctx, commandId),
  };
}
