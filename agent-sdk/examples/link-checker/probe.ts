import { connect } from "node:net";

/** Something that should answer. */
export interface Target {
  readonly id: string;
  readonly kind: "http" | "tcp";
  /** A URL, or host:port. */
  readonly address: string;
}

export interface Probe {
  readonly targetId: string;
  readonly ok: boolean;
  readonly at: string;
  readonly durationMs: number;
  /** HTTP status, "connected", or why it failed. */
  readonly answer: string;
}

/** @throws TypeError when the address does not fit the kind */
export function checkAddress(kind: Target["kind"], address: string): void {
  if (kind === "http" && !/^https?:\/\/./.test(address)) {
    throw new TypeError(`"${address}" is not an http or https URL.`);
  }
  if (kind === "tcp" && !/^.+:\d{1,5}$/.test(address)) {
    throw new TypeError(`"${address}" is not a host and a port, like localhost:8080.`);
  }
}

/** Asks a target once; a failure is a result too. */
export async function probe(target: Target, timeoutMs: number): Promise<Probe> {
  const startedAt = performance.now();
  const at = new Date().toISOString();
  const end = (ok: boolean, answer: string): Probe => ({
    targetId: target.id,
    ok,
    at,
    durationMs: Math.round(performance.now() - startedAt),
    answer,
  });
  try {
    if (target.kind === "tcp") {
      await knock(target.address, timeoutMs);
      return end(true, "connected");
    }
    const reply = await fetch(target.address, { signal: AbortSignal.timeout(timeoutMs) });
    await reply.body?.cancel();
    return end(reply.ok, String(reply.status));
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return end(false, cause instanceof Error ? cause.message || cause.name : String(cause));
  }
}

function knock(address: string, timeoutMs: number): Promise<void> {
  const colon = address.lastIndexOf(":");
  const socket = connect({ host: address.slice(0, colon), port: Number(address.slice(colon + 1)) });
  return new Promise<void>((resolve, reject) => {
    socket.once("connect", () => resolve());
    socket.once("error", reject);
    socket.setTimeout(timeoutMs, () => reject(new Error(`no connection within ${timeoutMs} ms`)));
  }).finally(() => socket.destroy());
}
