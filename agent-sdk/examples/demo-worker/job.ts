import { createHash } from "node:crypto";

const roundsAtOnce = 2_000;

export interface JobReport {
  readonly durationMs: number;
  readonly rounds: number;
  readonly lastDigest: string;
}

/** Hashes for that long, leaving the process free to do other things in between; stops when the signal aborts. */
export async function hashFor(durationMs: number, signal: AbortSignal): Promise<JobReport> {
  const startedAt = performance.now();
  let digest = createHash("sha256").update(String(startedAt)).digest();
  let rounds = 0;
  while (performance.now() - startedAt < durationMs) {
    signal.throwIfAborted();
    for (let i = 0; i < roundsAtOnce; i++) digest = createHash("sha256").update(digest).digest();
    rounds += roundsAtOnce;
    // A pause after each portion: this is a demonstration, not a stress test.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
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
