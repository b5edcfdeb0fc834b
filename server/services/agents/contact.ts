import type { InstanceId } from "@opstage/contracts";
import type { EpochMs } from "../../domain/time";
import { recordAudit } from "../audit/record";
import type { AgentContext } from "../context";
import { withPresence } from "../status";
import { auditServiceStatuses } from "./audit-statuses";

export interface ContactFacts {
  readonly instanceId?: InstanceId;
  readonly busySinceAt?: EpochMs | null;
}

/** A second process is reported again only after this long. */
const conflictAuditEveryMs = 60 * 60_000;

/**
 * Notes that the agent spoke. In memory alone, unless the contact changes something: an agent that was noted as
 * offline is back, or two processes share its token. Then the returned promise settles after the commit, and the
 * caller waits for it before it answers, and calls `settleServices` once the contact's own samples are in.
 */
export function noteContact(
  ctx: AgentContext,
  now: EpochMs,
  facts?: ContactFacts,
): Promise<void> | undefined {
  const { presence } = ctx.deps;
  const before = presence.agent(ctx.actor.id);
  const isConflict = before !== null && isOtherLiveInstance(ctx, before.instanceId, now, facts?.instanceId);
  if (facts?.instanceId !== undefined) noteInstance(ctx, before?.instanceId ?? null, facts.instanceId);
  presence.seen(ctx.actor.id, now, facts);
  if (before === null) return undefined;
  if (before.lastAuditedStatus !== "ONLINE") return recordReturn(ctx, now);
  return isConflict ? recordConflict(ctx, now) : undefined;
}

/** Memory alone: whether a process is new is asked only when it is not the one that spoke last. */
function noteInstance(
  { actor, deps }: AgentContext,
  lastInstanceId: InstanceId | null,
  instanceId: InstanceId,
): void {
  const { instances } = deps.desk;
  instances.noteSpoke(actor.id, instanceId);
  if (lastInstanceId === instanceId) return;
  if (!deps.presence.instancesSince(actor.id, 0).includes(instanceId))
    instances.noteNewcomer(actor.id, instanceId);
}

/**
 * A restart brings an instance that was never seen before and is no conflict. Two that take turns are: one speaks
 * again after another one has spoken.
 */
function isOtherLiveInstance(
  ctx: AgentContext,
  lastInstanceId: InstanceId | null,
  now: EpochMs,
  instanceId: InstanceId | undefined,
): boolean {
  if (instanceId === undefined || lastInstanceId === null || lastInstanceId === instanceId) return false;
  return liveInstances(ctx, now).includes(instanceId);
}

function liveInstances(ctx: AgentContext, now: EpochMs): readonly InstanceId[] {
  const { presence, settings } = ctx.deps;
  return presence.instancesSince(
    ctx.actor.id,
    now - settings.maintenance.agentOfflineThresholdSeconds * 1000,
  );
}

/** Says in the trail what a return has made of the agent's services; those with a fresh sample have said it. */
export async function settleServices(ctx: AgentContext): Promise<void> {
  await ctx.deps.store.transaction(async (tx) => {
    const agent = await tx.agents.get({ id: ctx.actor.id });
    if (agent !== null) await auditServiceStatuses(tx, ctx, agent);
  });
}

async function recordReturn(ctx: AgentContext, now: EpochMs): Promise<void> {
  const { actor, deps } = ctx;
  await deps.store.transaction(async (tx) => {
    const agent = await tx.agents.get({ id: actor.id });
    if (agent === null || agent.disabledAt !== null || agent.revokedAt !== null) return;
    if (agent.lastAuditedStatus === "ONLINE") return;
    const back = { ...agent, lastHeartbeatAt: now, lastAuditedStatus: "ONLINE" as const };
    await tx.agents.update({ id: agent.id }, { lastHeartbeatAt: now, lastAuditedStatus: "ONLINE" });
    await recordAudit(tx, ctx, {
      action: "agent.online",
      targetType: "Agent",
      targetId: agent.id,
      metadata: { from: agent.lastAuditedStatus },
    });
    tx.onCommit(() => {
      deps.presence.putAgent(withPresence(deps, back));
      deps.live.publish("agents", [agent.id]);
    });
  });
}

async function recordConflict(ctx: AgentContext, now: EpochMs): Promise<void> {
  const { actor, deps } = ctx;
  if (!deps.throttle.allows(`conflict:${actor.id}`, conflictAuditEveryMs, now)) return;
  const instanceIds = [...liveInstances(ctx, now)];
  await deps.store.transaction(async (tx) => {
    await recordAudit(tx, ctx, {
      action: "agent.instance.conflict",
      targetType: "Agent",
      targetId: actor.id,
      result: "FAILURE",
      message: "Two processes use this agent's token and share its command queue.",
      metadata: { instanceIds },
    });
    tx.onCommit(() => deps.live.publish("agents", [actor.id]));
  });
}
