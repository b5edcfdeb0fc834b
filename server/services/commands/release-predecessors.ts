import type { InstanceId } from "@opstage/contracts";
import type { EpochMs } from "../../domain/time";
import type { CommandRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import type { AgentContext } from "../context";
import type { HeldLease } from "./desk";
import type { RunningCommands } from "./leases";
import { loseCommand } from "./lose";

/** How much longer than the heartbeat interval a process may be silent once another one has come. */
const silenceGraceMs = 5000;

/**
 * A process of the agent has come for the first time: what another one held is taken over when the newcomer names it
 * (its result was kept on disk), lost at once when that other one is gone, and kept while it is there. One of which
 * nothing is known has until its next heartbeat to say that it lives.
 */
export async function releasePredecessors(ctx: AgentContext, input: RunningCommands): Promise<void> {
  const { actor, deps } = ctx;
  const { instanceId } = input;
  if (!instanceId || !deps.desk.instances.takeNewcomer(actor.id, instanceId)) return;
  const others = [...deps.desk.leasesOf(actor.id).values()].filter(
    (lease) => lease.instanceId !== instanceId,
  );
  if (others.length === 0) return;
  const named = new Set(input.running ?? []);
  await deps.store.transaction(async (tx) => {
    for (const lease of others) {
      const { commandId } = lease;
      const command = await tx.commands.get({
        id: commandId,
        status: "RUNNING",
        leaseInstanceId: lease.instanceId,
      });
      if (command === null) continue;
      if (named.has(commandId)) await takeOver(tx, ctx, { command, instanceId, now: input.now });
      else await release(tx, ctx, { command, lease, now: input.now });
    }
  });
}

async function takeOver(
  tx: Transaction,
  { deps }: AgentContext,
  { command, instanceId, now }: { command: CommandRow; instanceId: InstanceId; now: EpochMs },
): Promise<void> {
  const expiresAt = now + deps.config.commands.leaseSeconds * 1000;
  await tx.commands.update({ id: command.id }, { leaseInstanceId: instanceId, leaseExpiresAt: expiresAt });
  tx.onCommit(() => deps.desk.noteLease(command.agentId, { commandId: command.id, instanceId, expiresAt }));
}

async function release(
  tx: Transaction,
  ctx: AgentContext,
  { command, lease, now }: { command: CommandRow; lease: HeldLease; now: EpochMs },
): Promise<void> {
  const { config, desk, readyAt } = ctx.deps;
  const state = desk.instances.stateOf(ctx.actor.id, lease.instanceId);
  if (state === "parked") return;
  if (state === "gone") {
    await loseCommand(tx, ctx, { command, now });
    return;
  }
  // Right after a start of the server nobody's silence means anything yet.
  if (now - readyAt < config.commands.leaseSeconds * 1000) return;
  const expiresAt = now + config.agents.heartbeatIntervalSeconds * 1000 + silenceGraceMs;
  if (expiresAt >= lease.expiresAt) return;
  await tx.commands.update({ id: command.id }, { leaseExpiresAt: expiresAt });
  tx.onCommit(() => {
    desk.noteLease(command.agentId, { ...lease, expiresAt });
    desk.bounds.note(command.id, expiresAt);
  });
}
