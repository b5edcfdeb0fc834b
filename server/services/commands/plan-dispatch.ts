import { appError, type CommandQueue } from "@opstage/contracts";
import { canWaitForReturn, commandRefusal } from "../../domain/availability";
import { dispatchDeadline } from "../../domain/command-lifecycle";
import type { EpochMs } from "../../domain/time";
import type { Target } from "../actions/find";
import type { Deps } from "../context";
import { statusContext, withPresence } from "../status";

/** Until when a new command may wait to be taken. */
export interface DispatchPlan {
  readonly expiresAt: EpochMs;
  /** Set when its agent is away and the command waits for its return. */
  readonly queuedUntil: EpochMs | null;
}

/**
 * Whether the target's agent can be given a command now, and until when it may wait. With `queue` also an agent that
 * is offline or was never heard of can.
 * @throws 409 AGENT_OFFLINE · AGENT_DISABLED · AGENT_REVOKED · AGENT_NOT_READY
 */
export function planDispatch(
  deps: Deps,
  { agent, action }: Pick<Target, "agent" | "action">,
  queue: CommandQueue | null | undefined,
): DispatchPlan {
  const now = deps.clock.now();
  const refusal = commandRefusal(withPresence(deps, agent), statusContext(deps));
  if (refusal !== null && !(queue && canWaitForReturn(refusal)))
    throw appError(refusal, { status: 409, details: { agentId: agent.id } });
  if (!queue) {
    const { timeoutSeconds } = action;
    const expiresAt = dispatchDeadline({ now, timeoutSeconds, ttlSeconds: deps.config.commands.ttlSeconds });
    return { expiresAt, queuedUntil: null };
  }
  const expiresAt = now + queue.untilSeconds * 1000;
  return { expiresAt, queuedUntil: refusal === null ? null : expiresAt };
}
