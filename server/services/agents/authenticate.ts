import { type AgentId, appError } from "@opstage/contracts";
import type { AgentRow } from "../../store/rows";
import type { AgentActor, Deps } from "../context";

/** How long a disabled agent is asked to wait before it tries again. */
const disabledRetrySeconds = 5;

export interface AgentCredentials {
  /** The agent that the path names. */
  readonly agentId: AgentId;
  /** The raw token of the Authorization header, without `Bearer `. */
  readonly token: string | undefined;
}

/**
 * Proves that a call comes from the agent it names. A known token costs no statement.
 * @throws 401 UNAUTHORIZED for a missing, unknown or revoked token or another agent's · 403 AGENT_DISABLED ·
 * 403 AGENT_REVOKED
 */
export async function authenticateAgent(deps: Deps, credentials: AgentCredentials): Promise<AgentActor> {
  const { agentId, token } = credentials;
  if (token === undefined) throw unauthorized();
  const known = await deps.tokenCache.find(deps.tokens.hashToken(token), deps.clock.now());
  if (known === null || known.agentId !== agentId) throw unauthorized();
  if (known.agentRevoked) throw appError("AGENT_REVOKED");
  if (known.agentDisabled) throw agentDisabled();
  return { type: "AGENT", id: agentId, code: known.agentCode, token: known };
}

/**
 * What became of the agent since its token was checked.
 * @throws 401 UNAUTHORIZED when it was removed · 403 AGENT_REVOKED · 403 AGENT_DISABLED
 */
export function requireAllowed(agent: Pick<AgentRow, "revokedAt" | "disabledAt"> | null): void {
  if (agent === null) throw appError("UNAUTHORIZED");
  if (agent.revokedAt !== null) throw appError("AGENT_REVOKED");
  if (agent.disabledAt !== null) throw agentDisabled();
}

/** An agent that is enabled again should not be waited for long. */
function agentDisabled() {
  return appError("AGENT_DISABLED", { retryAfterSeconds: disabledRetrySeconds });
}

function unauthorized() {
  return appError("UNAUTHORIZED", {
    message: "A valid agent token of this agent is required: Authorization: Bearer opstage_agent_…",
  });
}
