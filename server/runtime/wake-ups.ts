import type { AgentId } from "@opstage/contracts";
import type { Clock } from "./clock";

export type WaitOutcome = "woken" | "timeout" | "aborted";

/** How many wake-ups there had been at some moment. */
export type WakeMark = number;

/**
 * Lets a parked poll sleep until there is something for its agent. A wake-up is a hint; the database is the truth.
 *
 * No wake-up is lost when the caller takes a mark before it looks, and waits with it afterwards: what came in between
 * wakes the wait at once. `const mark = wakeUps.mark()`, look, then `await wakeUps.wait(…, mark)`, then look again.
 */
export interface WakeUps {
  /** `since`: a mark; a wake-up of this agent after it counts as one of now. */
  wait(agentId: AgentId, timeoutMs: number, signal: AbortSignal, since: WakeMark): Promise<WaitOutcome>;
  /** This moment, to wait from later on. */
  mark(): WakeMark;
  /** Wakes every poll parked for this agent. */
  wake(agentId: AgentId): void;
  /** Wakes everybody: the server is about to stop. */
  wakeAll(): void;
  /** How many polls are parked now. */
  parkedCount(): number;
}

/** Wake-ups within this process, timed by `clock`. */
export function createWakeUps(clock: Pick<Clock, "after">): WakeUps {
  const parked = new Map<AgentId, Set<(outcome: WaitOutcome) => void>>();
  const lastWakeUp = new Map<AgentId, WakeMark>();
  let wakeUpCount = 0;
  let count = 0;

  function wait(
    agentId: AgentId,
    timeoutMs: number,
    signal: AbortSignal,
    since: WakeMark,
  ): Promise<WaitOutcome> {
    if (signal.aborted) return Promise.resolve("aborted");
    if ((lastWakeUp.get(agentId) ?? 0) > since) return Promise.resolve("woken");
    if (timeoutMs <= 0) return Promise.resolve("timeout");
    return new Promise((resolve) => {
      const onAbort = () => finish("aborted");
      const finish = (outcome: WaitOutcome) => {
        const waiters = parked.get(agentId);
        if (!waiters?.delete(finish)) return;
        if (waiters.size === 0) parked.delete(agentId);
        count--;
        cancelTimeout();
        signal.removeEventListener("abort", onAbort);
        resolve(outcome);
      };
      const cancelTimeout = clock.after(timeoutMs, () => finish("timeout"));
      signal.addEventListener("abort", onAbort, { once: true });
      const waiters = parked.get(agentId) ?? new Set();
      parked.set(agentId, waiters.add(finish));
      count++;
    });
  }

  function wake(agentId: AgentId): void {
    lastWakeUp.set(agentId, ++wakeUpCount);
    for (const finish of [...(parked.get(agentId) ?? [])]) finish("woken");
  }

  return {
    wait,
    mark: () => wakeUpCount,
    wake,
    wakeAll: () => [...parked.keys()].forEach(wake),
    parkedCount: () => count,
  };
}
