import type { AgentContext } from "../context";

const dayMs = 24 * 60 * 60_000;
const asked = { rotateToken: true } as const;
const notAsked = {};

/**
 * Whether the agent is asked for a new token: an operator wants it, or the one it uses is too old. One that calls with
 * the new token already has only to confirm it.
 */
export function isRotationAsked({ actor, deps }: AgentContext): boolean {
  const { token } = actor;
  if (token === undefined || token.status === "CANDIDATE") return false;
  if ((deps.presence.agent(actor.id)?.rotationRequestedAt ?? null) !== null) return true;
  const { tokenMaxAgeDays } = deps.config.agents;
  return tokenMaxAgeDays > 0 && deps.clock.now() - token.issuedAt > tokenMaxAgeDays * dayMs;
}

/** The same as part of an answer, which says it only when it is so. */
export function rotationAsked(ctx: AgentContext): { readonly rotateToken?: true } {
  return isRotationAsked(ctx) ? asked : notAsked;
}
