import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { isRecord } from "./json";

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When that process started: a process id alone comes back, and in a container it is always the same. */
  readonly processStartedAt: number;
  readonly instanceId: string;
}

export interface TokenFileLock {
  /** The process that seems to use the same token file right now, if any. */
  readonly otherPid?: number;
  release(): Promise<void>;
}

/**
 * Marks the token file as used by this process. The mark is advice: two agents with one identity share one
 * command queue, which is confusing but not dangerous, so nobody is stopped.
 */
export async function markTokenFile(file: string, instanceId: string): Promise<TokenFileLock> {
  const path = `${file}.lock`;
  const own: Holder = {
    pid: process.pid,
    host: hostname(),
    processStartedAt: Math.round(performance.timeOrigin),
    instanceId,
  };
  const before = await readHolder(path);
  const otherPid = before && isAlive(before, own) ? before.pid : undefined;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, JSON.stringify(own), { mode: 0o600 });
  } catch {
    // Whether the folder can be written is the token file's question, which has a better message.
  }
  return {
    otherPid,
    async release() {
      const now = await readHolder(path);
      if (now?.instanceId === instanceId) await rm(path, { force: true }).catch(() => {});
    },
  };
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, "utf8"));
    if (!isRecord(value)) return undefined;
    const { pid, host, processStartedAt, instanceId } = value;
    return typeof pid === "number" &&
      typeof host === "string" &&
      typeof processStartedAt === "number" &&
      typeof instanceId === "string"
      ? { pid, host, processStartedAt, instanceId }
      : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder, own: Holder): boolean {
  if (holder.host !== own.host) return false;
  if (holder.pid === own.pid) return holder.processStartedAt === own.processStartedAt;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
