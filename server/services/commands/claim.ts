import type { CommandId, DispatchedCommand, InstanceId } from "@opstage/contracts";
import type { EpochMs } from "../../domain/time";
import type { CommandRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { requireAllowed } from "../agents/authenticate";
import { recordAudit } from "../audit/record";
import type { AgentContext } from "../context";
import { boundOf } from "./bounds";
import { toDispatched } from "./dispatched";
import { expireCommand } from "./expire";

export interface Claim {
  readonly limit: number;
  /** No execution, but prepares, whose forms somebody waits for. */
  readonly full?: boolean;
  readonly instanceId?: InstanceId;
  /** Claimed before by this instance, whose reply was lost. */
  readonly again: readonly CommandId[];
}

/**
 * Takes the oldest commands that wait for this agent; each goes to one poll only. One past its deadline is ended, not
 * handed out. A claim of this instance whose reply was lost is handed out again.
 * @throws 403 AGENT_DISABLED, AGENT_REVOKED when that was committed, or is about to be, since the token was checked
 */
export async function claimCommands(ctx: AgentContext, claim: Claim): Promise<DispatchedCommand[]> {
  const { actor, deps } = ctx;
  const rows = await deps.store.transaction(async (tx) => {
    requireAllowed(await tx.agents.get({ id: actor.id }));
    const now = deps.clock.now();
    const repeated = await heldAgain(tx, ctx, claim, now);
    const limit = claim.limit - repeated.length;
    const claimed =
      limit <= 0
        ? []
        : await takePending(tx, ctx, { limit, full: claim.full, instanceId: claim.instanceId, now });
    for (const command of claimed) await recordDispatch(tx, ctx, command);
    if (claimed.length < limit && !claim.full) tx.onCommit(() => deps.desk.clearPending(actor.id));
    return [...repeated, ...claimed];
  });
  return rows.map((row) => toDispatched(deps, row));
}

/** Claims what is pending, and ends what stands before it past its deadline. */
async function takePending(
  tx: Transaction,
  ctx: AgentContext,
  { limit, full, now, instanceId }: Omit<Claim, "again"> & { readonly now: EpochMs },
): Promise<CommandRow[]> {
  const { leaseSeconds, ttlSeconds } = ctx.deps.config.commands;
  for (;;) {
    const { claimed, overdue } = await tx.claimCommands({
      agentId: ctx.actor.id,
      limit,
      onlyPrepares: full,
      now,
      instanceId,
      leaseMs: leaseSeconds * 1000,
      ttlMs: ttlSeconds * 1000,
    });
    const late = overdue.length === 0 ? [] : await tx.commands.list({ id: overdue });
    for (const command of late) await expireCommand(tx, ctx, command);
    if (claimed.length > 0 || late.length === 0) return claimed;
  }
}

/** What is handed out again has a whole lease again. */
async function heldAgain(
  tx: Transaction,
  { actor, deps }: AgentContext,
  { again, limit, full, instanceId }: Claim,
  now: EpochMs,
): Promise<CommandRow[]> {
  if (again.length === 0 || instanceId === undefined || full) return [];
  const held = await tx.commands.list(
    { id: again.slice(0, limit), agentId: actor.id, status: "RUNNING", leaseInstanceId: instanceId },
    { orderBy: { createdAt: "asc", id: "asc" } },
  );
  const leaseExpiresAt = now + deps.config.commands.leaseSeconds * 1000;
  const renewed: CommandRow[] = [];
  for (const command of held) {
    await tx.commands.update({ id: command.id, status: "RUNNING" }, { leaseExpiresAt });
    renewed.push({ ...command, leaseExpiresAt });
    const lease = { commandId: command.id, instanceId, expiresAt: leaseExpiresAt };
    tx.onCommit(() => deps.desk.noteLease(actor.id, lease));
  }
  return renewed;
}

async function recordDispatch(tx: Transaction, ctx: AgentContext, command: CommandRow): Promise<void> {
  const { actor, deps } = ctx;
  await recordAudit(tx, ctx, {
    action: "command.dispatched",
    targetType: "Command",
    targetId: command.id,
    metadata: { actionName: command.actionName, attempt: command.attempt },
  });
  tx.onCommit(() => {
    deps.counters.increment("commandsDispatched");
    deps.live.publish("commands", [command.id]);
    const { leaseInstanceId: instanceId, leaseExpiresAt: expiresAt } = command;
    const bound = boundOf(command);
    if (bound === null) deps.desk.bounds.forget(command.id);
    else deps.desk.bounds.note(command.id, bound);
    if (instanceId !== null && expiresAt !== null)
      deps.desk.noteLease(actor.id, { commandId: command.id, instanceId, expiresAt });
  });
}
