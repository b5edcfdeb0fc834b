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

const ownerOnly = 0o600;

/**
 * Reads the token file; null when there is none.
 * @throws TokenFileError when it cannot be read or makes no sense
 */
export async function readCredentials(file: string): Promise<Credentials | null> {
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

function parse(text: string): Credentials | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value)) return undefined;
    const { agentId, agentToken } = value;
    if (!isId("agt", agentId) || typeof agentToken !== "string") return undefined;
    return agentToken.startsWith("opstage_agent_") ? { agentId, agentToken } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Writes the token file, readable by its owner alone. Another process sees the old content or the new, never half.
 * @throws TokenFileError
 */
export async function saveCredentials(file: string, credentials: Credentials, nowMs: number): Promise<void> {
  const { agentId, agentToken } = credentials;
  const content = { agentId, agentToken, savedAt: new Date(nowMs).toISOString() };
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
    if (then === "replace") await rename(draft, file);
    else await rm(draft);
  } catch (error) {
    throw new TokenFileError(
      file,
      `The token file ${file} cannot be written (${errnoOf(error) ?? messageOf(error)}). ` +
        "Its folder must be writable by the user who runs the agent.",
      error,
    );
  }
}

function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
