import type { AgentContext } from "../context";

const dayMs = 24 * 60 * 60_000;
const asked = { rotateToken: true } as const;
const notAsked = {};

/**
 * Whether the agent is asked for a new token: an operator wants it, or the one it uses is too old. One that calls with
 * the new token already has only to confirm it.
 */
export function rotationAsked({ actor, deps }: AgentContext): { readonly rotateToken?: true } {
  const { token } = actor;
  if (token === undefined || token.status === "CANDIDATE") return notAsked;
  if ((deps.presence.agent(actor.id)?.rotationRequestedAt ?? null) !== null) return asked;
  const { tokenMaxAgeDays } = deps.config.agents;
  if (tokenMaxAgeDays === 0) return notAsked;
  return deps.clock.now() - token.issuedAt > tokenMaxAgeDays * dayMs ? asked : notAsked;
}
