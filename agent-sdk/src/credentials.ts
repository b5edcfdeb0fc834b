import { chmod, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { AgentId } from "@opstage/contracts";
import { messageOf, TokenFileError } from "./errors";
import { isId } from "./ids";
import { isRecord } from "./json";

/** What an agent is to Opstage. The token is a secret. */
export interface Credentials {
  readonly agentId: AgentId;
  readonly agentToken: string;
}

/** What the token file holds. */
export interface SavedCredentials extends Credentials {
  /** The new token of a rotation that was not seen to end: perhaps it is the one that counts already. */
  readonly candidateToken?: string;
}

const ownerOnly = 0o600;

/**
 * Reads the token file; null when there is none.
 * @throws TokenFileError when it cannot be read or makes no sense
 */
export async function readCredentials(file: string): Promise<SavedCredentials | null> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return null;
    throw new TokenFileError(
      file,
      `The token file ${file} cannot be read (${errnoOf(error) ?? messageOf(error)}). ` +
        "It must belong to the user who runs the agent: check its owner and chmod 600.",
      error,
    );
  }
  const found = parse(text);
  if (found) return found;
  throw new TokenFileError(
    file,
    `The token file ${file} is corrupt. Delete it and register again with a new registration token.`,
  );
}

function parse(text: string): SavedCredentials | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value)) return undefined;
    const { agentId, agentToken, candidateToken } = value;
    if (!isId("agt", agentId) || !isToken(agentToken)) return undefined;
    return isToken(candidateToken) ? { agentId, agentToken, candidateToken } : { agentId, agentToken };
  } catch {
    return undefined;
  }
}

function isToken(value: unknown): value is string {
  return typeof value === "string" && value.startsWith("opstage_agent_");
}

/**
 * Writes the token file, readable by its owner alone. Another process sees the old content or the new, never half.
 * @throws TokenFileError
 */
export async function saveCredentials(
  file: string,
  credentials: SavedCredentials,
  nowMs: number,
): Promise<void> {
  const { agentId, agentToken, candidateToken } = credentials;
  const content = { agentId, agentToken, candidateToken, savedAt: new Date(nowMs).toISOString() };
  await writePrivately(file, `${JSON.stringify(content, null, 2)}\n`, "replace");
}

/**
 * Makes sure that a token can be saved, before a one-time registration token is spent on it.
 * @throws TokenFileError
 */
export async function requireWritable(file: string): Promise<void> {
  await writePrivately(file, "", "discard");
}

async function writePrivately(file: string, text: string, then: "replace" | "discard"): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(draft, "w", ownerOnly);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // The mode given to open() counts for new files only.
    await chmod(draft, ownerOnly);
    if (then === "discard") return await rm(draft);
    await rename(draft, file);
    await syncFolder(dirname(file));
  } catch (error) {
    throw new TokenFileError(
      file,
      `The token file ${file} cannot be written (${errnoOf(error) ?? messageOf(error)}). ` +
        "Its folder must be writable by the user who runs the agent.",
      error,
    );
  }
}

/** A rename is on the disk once its folder is; where folders cannot be opened, the system sees to it. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, "r");
    await handle.sync().finally(() => handle.close());
  } catch {
    // The file itself is whole in any case.
  }
}

function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
