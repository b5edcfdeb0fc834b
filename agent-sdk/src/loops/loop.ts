import type { Seams } from "../clock";
import type { Connection } from "../connection";
import type { Nudge } from "../nudge";
import { classifyFailure, loopBackoffMs } from "../retry";

/** What every loop runs in. */
export interface LoopPort {
  readonly seams: Seams;
  /** Ends the loop. */
  readonly signal: AbortSignal;
  readonly connection: Connection;
  /** Opstage refused the token: perhaps somebody has put a new one into the token file. */
  readonly onRefused: () => Promise<void>;
}

export interface Loop {
  readonly name: string;
  /** Before the first step. */
  readonly firstMs: number;
  /** Ends the wait for the next step early. */
  readonly nudge: Nudge;
  /** Does the work once and says how long to wait until the next time. */
  step(): Promise<number>;
}

/** Repeats a step until the signal aborts. Nothing a step throws ends the loop or reaches the host. */
export async function runLoop(loop: Loop, port: LoopPort): Promise<void> {
  let failures = 0;
  let delayMs = loop.firstMs;
  while (!port.signal.aborted) {
    if (delayMs > 0) await loop.nudge.sleep(port.seams, delayMs, port.signal);
    if (port.signal.aborted) return;
    try {
      delayMs = await loop.step();
      failures = 0;
      port.connection.succeeded(loop.name);
    } catch (error) {
      if (port.signal.aborted) return;
      failures += 1;
      port.connection.failed(loop.name, error);
      if (classifyFailure(error) === "refused") await port.onRefused();
      delayMs = loopBackoffMs(error, failures, port.seams);
    }
  }
}

/** The interval, up to a tenth shorter, so that agents that started together do not stay together. */
export function jittered(intervalMs: number, seams: Pick<Seams, "random">): number {
  return Math.round(intervalMs * (1 - seams.random() / 10));
}
