import { createHash } from "node:crypto";
import type { ActionContext } from "@opstage/agent";

const roundsAtOnce = 2_000;

export interface JobReport {
  readonly durationMs: number;
  readonly rounds: number;
  readonly lastDigest: string;
}

/**
 * Hashes for that long, leaving the process free to do other things in between. Says how far it is, writes a line for
 * each tenth, and stops when the signal aborts.
 */
export async function hashFor(
  durationMs: number,
  { signal, log, progress }: Pick<ActionContext, "signal" | "log" | "progress">,
): Promise<JobReport> {
  const startedAt = performance.now();
  let digest = createHash("sha256").update(String(startedAt)).digest();
  let rounds = 0;
  let tenths = 0;
  for (;;) {
    const share = (performance.now() - startedAt) / durationMs;
    if (share >= 1) break;
    if (signal.aborted) log.warn("The job was told to stop.", { rounds });
    signal.throwIfAborted();
    progress(Math.round(share * 100), `${rounds} digests`);
    if (share * 10 >= tenths + 1) log.info(`${++tenths} tenths are done.`, { rounds });
    for (let i = 0; i < roundsAtOnce; i++) digest = createHash("sha256").update(digest).digest();
    rounds += roundsAtOnce;
    // A pause after each portion: this is a demonstration, not a stress test.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  progress(100, `${rounds} digests`);
  return {
    durationMs: Math.round(performance.now() - startedAt),
    rounds,
    lastDigest: digest.toString("hex"),
  };
}

/** A chain of digests, each the hash of the one before. */
export function hashChain(text: string, length: number): { index: number; sha256: string }[] {
  const chain: { index: number; sha256: string }[] = [];
  let sha256 = text;
  for (let index = 1; index <= length; index++) {
    sha256 = createHash("sha256").update(sha256).digest("hex");
    chain.push({ index, sha256 });
  }
  return chain;
}
