import type { PollQuery, PollReply } from "@opstage/contracts";
import { type EpochMs, toInstant } from "../../domain/time";
import type { WakeMark } from "../../runtime/wake-ups";
import { requireAllowed } from "../agents/authenticate";
import { noteContact, settleServices } from "../agents/contact";
import { intervals } from "../agents/intervals";
import { isRotationAsked, rotationAsked } from "../agents/rotation-asked";
import type { AgentContext } from "../context";
import { claimCommands } from "./claim";
import { lostDispatches, renewLeases } from "./leases";
import { releasePredecessors } from "./release-predecessors";
import { tellCancels } from "./tell-cancels";

/** A parked poll is a sign of life at least this often, however long it may wait. */
const presenceSliceMs = 20_000;

/**
 * Takes the oldest commands that wait for the agent, at most `limit`. With `wait` it stays until a command, a
 * cancellation or the wish for a new token arrives, the time is up, the caller leaves or the server stops. While there
 * is nothing to do it touches no database. Counts as a heartbeat, and so does every moment it is parked.
 * @throws 403 AGENT_DISABLED, AGENT_REVOKED when that happens while it is parked
 */
export async function pollCommands(ctx: AgentContext, input: PollQuery): Promise<PollReply> {
  const { actor, deps } = ctx;
  const { clock, counters, desk, wakeUps } = deps;
  const startedAt = clock.now();
  // What wakes the agent while this poll looks, or is between two looks, wakes its next wait.
  let mark = wakeUps.mark();
  counters.increment("agentCommandPolls");
  const facts = input.instanceId === undefined ? undefined : { instanceId: input.instanceId };
  const contact = noteContact(ctx, startedAt, facts);
  if (contact !== undefined) {
    await contact;
    await settleServices(ctx);
  }
  const held = { instanceId: input.instanceId, running: input.running, now: startedAt };
  if (input.instanceId !== undefined) await releasePredecessors(ctx, held);
  if (input.running !== undefined && input.running.length > 0) await renewLeases(ctx, held);

  // Only the first look hands out lost dispatches again: what is claimed while this poll waits is in its own reply.
  let again = input.instanceId === undefined ? [] : lostDispatches(ctx, held);
  const until = startedAt + input.wait * 1000;
  // An agent that was asked before this poll, and has not done it, is not helped by an answer now.
  const wasAsked = isRotationAsked(ctx);
  for (;;) {
    if (ctx.signal?.aborted) return reply(ctx, input, []);
    if (again.length > 0 || desk.mayHavePending(actor.id)) {
      const commands = await claimCommands(ctx, {
        limit: input.limit,
        full: input.full,
        instanceId: input.instanceId,
        again,
      });
      again = [];
      if (commands.length > 0) return reply(ctx, input, commands);
    }
    if (desk.hasNewCancels(actor.id, input.instanceId)) return reply(ctx, input, []);
    if (!wasAsked && isRotationAsked(ctx)) return reply(ctx, input, []);
    if (!(await isWorthWaiting(ctx, input, { until, mark }))) return reply(ctx, input, []);
    mark = wakeUps.mark();
    // Whatever woke the poll may have taken its right to be answered.
    requireAllowed(deps.presence.agent(actor.id));
    if (!(await isTokenGood(ctx))) return reply(ctx, input, []);
  }
}

/** Parks until something may have changed since the mark; false when the poll is to be answered now. */
async function isWorthWaiting(
  ctx: AgentContext,
  { instanceId }: Pick<PollQuery, "instanceId">,
  { until, mark }: { readonly until: EpochMs; readonly mark: WakeMark },
): Promise<boolean> {
  const { actor, deps } = ctx;
  const now = deps.clock.now();
  if (now >= until || deps.stopping.aborted) return false;
  const signal = ctx.signal ?? new AbortController().signal;
  const endPark = instanceId === undefined ? undefined : deps.desk.instances.park(actor.id, instanceId);
  const outcome = await deps.wakeUps.wait(actor.id, Math.min(until - now, sliceMs(ctx)), signal, mark);
  const hasLeft = outcome === "aborted" && !deps.stopping.aborted;
  endPark?.(hasLeft ? "left" : "answered");
  if (outcome === "aborted" || deps.stopping.aborted) return false;
  deps.presence.seen(actor.id, deps.clock.now(), instanceId === undefined ? undefined : { instanceId });
  return outcome === "woken" || deps.clock.now() < until;
}

function sliceMs(ctx: AgentContext): number {
  const thresholdMs = ctx.deps.settings.maintenance.agentOfflineThresholdSeconds * 1000;
  return Math.max(250, Math.min(presenceSliceMs, thresholdMs / 3));
}

/** A poll whose token was replaced while it was held gets nothing any more; its agent asks again with the new one. */
async function isTokenGood({ actor, deps }: AgentContext): Promise<boolean> {
  if (actor.token === undefined) return true;
  return (await deps.tokenCache.find(actor.token.tokenHash, deps.clock.now())) !== null;
}

async function reply(
  ctx: AgentContext,
  { instanceId }: Pick<PollQuery, "instanceId">,
  commands: PollReply["commands"],
): Promise<PollReply> {
  const { deps } = ctx;
  // Who has left hears of nothing.
  const cancel = ctx.signal?.aborted ? [] : await tellCancels(ctx, instanceId);
  const serverTime = toInstant(deps.clock.now());
  return { commands, control: Object.assign(intervals(deps), { cancel, serverTime }, rotationAsked(ctx)) };
}
