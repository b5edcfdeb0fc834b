import { appError, type PollQuery, type PollReply } from "@opstage/contracts";
import type { EpochMs } from "../../domain/time";
import { agentDisabled } from "../agents/authenticate";
import { noteContact, settleServices } from "../agents/contact";
import { intervals } from "../agents/intervals";
import { rotationAsked } from "../agents/rotation-asked";
import type { AgentContext } from "../context";
import { claimCommands } from "./claim";
import { lostDispatches, renewLeases } from "./leases";
import { tellCancels } from "./tell-cancels";

/** A parked poll is a sign of life at least this often, however long it may wait. */
const presenceSliceMs = 20_000;

/**
 * Takes the oldest commands that wait for the agent, at most `limit`. With `wait` it stays until a command or a
 * cancellation arrives, the time is up, the caller leaves or the server stops. While there is nothing to do it
 * touches no database. Counts as a heartbeat, and so does every moment it is parked.
 * @throws 403 AGENT_DISABLED, AGENT_REVOKED when that happens while it is parked
 */
export async function pollCommands(ctx: AgentContext, input: PollQuery): Promise<PollReply> {
  const { actor, deps } = ctx;
  const { clock, counters, desk } = deps;
  const startedAt = clock.now();
  counters.increment("agentCommandPolls");
  const facts = input.instanceId === undefined ? undefined : { instanceId: input.instanceId };
  const contact = noteContact(ctx, startedAt, facts);
  if (contact !== undefined) {
    await contact;
    await settleServices(ctx);
  }
  if (input.running !== undefined && input.running.length > 0)
    await renewLeases(ctx, { ...input, now: startedAt });

  // Only the first look hands out lost dispatches again: what is claimed while this poll waits is in its own reply.
  let again = input.instanceId === undefined ? [] : lostDispatches(ctx, { ...input, now: startedAt });
  const until = startedAt + input.wait * 1000;
  for (;;) {
    if (ctx.signal?.aborted) return reply(ctx, []);
    if (again.length > 0 || desk.mayHavePending(actor.id)) {
      const commands = await claimCommands(ctx, { limit: input.limit, instanceId: input.instanceId, again });
      again = [];
      if (commands.length > 0) return reply(ctx, commands);
    }
    if (desk.hasNewCancels(actor.id)) return reply(ctx, []);
    if (!(await isWorthWaiting(ctx, until))) return reply(ctx, []);
    requireAllowed(ctx);
  }
}

/**
 * Parks until something may have changed; false when the poll is to be answered now. Nothing is awaited between the
 * caller's last look and the registration of the wait, so no wake-up is lost.
 */
async function isWorthWaiting(ctx: AgentContext, until: EpochMs): Promise<boolean> {
  const { actor, deps } = ctx;
  const now = deps.clock.now();
  if (now >= until || deps.stopping.aborted) return false;
  const signal = ctx.signal ?? new AbortController().signal;
  const outcome = await deps.wakeUps.wait(actor.id, Math.min(until - now, sliceMs(ctx)), signal);
  if (outcome === "aborted" || deps.stopping.aborted) return false;
  deps.presence.seen(actor.id, deps.clock.now());
  return outcome === "woken" || deps.clock.now() < until;
}

function sliceMs(ctx: AgentContext): number {
  const thresholdMs = ctx.deps.settings.maintenance.agentOfflineThresholdSeconds * 1000;
  return Math.max(250, Math.min(presenceSliceMs, thresholdMs / 3));
}

function requireAllowed(ctx: AgentContext): void {
  const known = ctx.deps.presence.agent(ctx.actor.id);
  if (known === null) throw appError("UNAUTHORIZED");
  if (known.revokedAt !== null) throw appError("AGENT_REVOKED");
  if (known.disabledAt !== null) throw agentDisabled();
}

async function reply(ctx: AgentContext, commands: PollReply["commands"]): Promise<PollReply> {
  const { deps } = ctx;
  return {
    commands,
    control: {
      cancel: await tellCancels(ctx),
      ...intervals(deps),
      serverTime: new Date(deps.clock.now()).toISOString(),
      ...rotationAsked(ctx),
    },
  };
}
