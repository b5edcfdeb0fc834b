import type { Credentials, SavedCredentials } from "./credentials";
import { AgentAuthError } from "./errors";

export interface RotationPort {
  /** Asks Opstage for a new token beside the one in use. */
  rotate(): Promise<string>;
  /** Makes a token the only one that counts. */
  confirm(credentials: Credentials): Promise<void>;
  save(credentials: SavedCredentials): Promise<void>;
  /** From now on the agent speaks with these. */
  use(credentials: Credentials): void;
}

/**
 * Replaces the agent's token. Both tokens are on disk before the new one is confirmed, so whatever happens in
 * between, the next start finds the one that counts.
 * @throws AgentApiError, TokenFileError; the agent goes on with the token that it has
 */
export async function rotateToken(current: Credentials, port: RotationPort): Promise<void> {
  const { agentId, agentToken } = current;
  const candidateToken = await port.rotate();
  const saved = { agentId, agentToken, candidateToken };
  await port.save(saved);
  await settleCandidate(saved, port);
}

/**
 * Ends a rotation that stands on disk: with the new token when Opstage takes it, with the one before when not.
 * @throws AgentApiError when that cannot be found out now; both stay on disk
 */
export async function settleCandidate(saved: SavedCredentials, port: RotationPort): Promise<void> {
  const { agentId, agentToken, candidateToken } = saved;
  if (candidateToken === undefined) return;
  const candidate = { agentId, agentToken: candidateToken };
  try {
    await port.confirm(candidate);
  } catch (error) {
    if (!(error instanceof AgentAuthError) || error.status !== 401) throw error;
    // Opstage has given another candidate since, or has never stored this one.
    port.use({ agentId, agentToken });
    await port.save({ agentId, agentToken });
    return;
  }
  port.use(candidate);
  await port.save(candidate);
}
