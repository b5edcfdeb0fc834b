import type { Seams } from "./clock";
import { AgentApiError, AgentAuthError } from "./errors";

/** How long the waits of one bounded attempt may grow: five of them, half a minute together. */
export const startCeilingsMs: readonly number[] = [1_000, 2_000, 4_000, 8_000, 15_000];

const loopBaseMs = 1_000;
const loopCapMs = 60_000;
/** A server that asks for more is not believed: nobody wants an agent that sleeps for a day. */
const retryAfterCapMs = 300_000;
/** A refused token rarely becomes good again, but an agent that is enabled again must come back by itself. */
const refusedMs = 60_000;
/** A disabled agent may be enabled at any moment, by somebody who then looks at it. */
const disabledMs = 10_000;

/** What to do about a failure: try again soon, ask again seldom (the token is refused), or give up. */
export type FailureClass = "retry" | "refused" | "final";

/** An outage may pass by itself; Opstage's considered answers and mistakes in the program do not. */
export function classifyFailure(error: unknown): FailureClass {
  if (error instanceof AgentAuthError) return "refused";
  return error instanceof AgentApiError && error.retryable ? "retry" : "final";
}

/** The wait before the next try: full jitter below the ceiling, after whatever `Retry-After` asks for. */
export function backoffMs(error: unknown, ceilingMs: number, seams: Pick<Seams, "random">): number {
  const asked = error instanceof AgentApiError ? (error.retryAfterMs ?? 0) : 0;
  return Math.min(asked, retryAfterCapMs) + Math.floor(seams.random() * ceilingMs);
}

/** The wait of a loop that never gives up, after `failures` failures in a row. */
export function loopBackoffMs(error: unknown, failures: number, seams: Pick<Seams, "random">): number {
  if (error instanceof AgentAuthError && error.code === "AGENT_DISABLED") {
    const asked = Math.min(error.retryAfterMs ?? disabledMs, disabledMs);
    return asked / 2 + Math.floor((seams.random() * asked) / 2);
  }
  if (classifyFailure(error) !== "retry") return refusedMs / 2 + Math.floor((seams.random() * refusedMs) / 2);
  // 2 ** 6 seconds is above the cap already; more would only overflow.
  const ceilingMs = Math.min(loopCapMs, loopBaseMs * 2 ** Math.min(failures - 1, 6));
  return backoffMs(error, ceilingMs, seams);
}

export interface RetryOptions {
  readonly seams: Seams;
  readonly signal?: AbortSignal;
  readonly ceilingsMs?: readonly number[];
  /** Called before each wait. */
  readonly onRetry?: (error: unknown, delayMs: number) => void;
}

/**
 * Calls `attempt` until it succeeds, fails for good, or the waits are used up.
 * @throws the last failure
 */
export async function withRetry<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  for (const ceilingMs of options.ceilingsMs ?? startCeilingsMs) {
    try {
      return await attempt();
    } catch (error) {
      if (classifyFailure(error) !== "retry" || options.signal?.aborted) throw error;
      const delayMs = backoffMs(error, ceilingMs, options.seams);
      options.onRetry?.(error, delayMs);
      await options.seams.sleep(delayMs, options.signal);
      if (options.signal?.aborted) throw error;
    }
  }
  return attempt();
}
