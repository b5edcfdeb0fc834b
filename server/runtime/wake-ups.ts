import type { AgentId } from "@opstage/contracts";
import type { Clock } from "./clock";

export type WaitOutcome = "woken" | "timeout" | "aborted";

/**
 * Lets a parked poll sleep until there is something for its agent. A wake-up is a hint; the database is the truth.
 *
 * No wake-up is lost when the caller registers first and looks afterwards: `wait` registers before it returns its
 * promise, so `const parked = wakeUps.wait(…)`, then claim, then `await parked`, then claim again.
 */
export interface WakeUps {
  wait(agentId: AgentId, timeoutMs: number, signal: AbortSignal): Promise<WaitOutcome>;
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
  let count = 0;

  function wait(agentId: AgentId, timeoutMs: number, signal: AbortSignal): Promise<WaitOutcome> {
    if (signal.aborted) return Promise.resolve("aborted");
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
    for (const finish of [...(parked.get(agentId) ?? [])]) finish("woken");
  }

  return {
    wait,
    wake,
    wakeAll: () => [...parked.keys()].forEach(wake),
    parkedCount: () => count,
  };
}
