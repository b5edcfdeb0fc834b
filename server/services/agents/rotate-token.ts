import { appError, type RotateTokenReply } from "@opstage/contracts";
import type { AgentContext } from "../context";

/**
 * Issues a token that works beside the one in use and replaces it once it is confirmed. Asking again replaces it, so a
 * lost reply costs nothing.
 * @throws 409 AGENT_TOKEN_NOT_CONFIRMED when the caller already uses the new one · 401 UNAUTHORIZED when the caller's
 * was replaced or revoked meanwhile
 */
export async function rotateToken(ctx: AgentContext): Promise<RotateTokenReply> {
  const { actor, deps } = ctx;
  if (actor.token?.status === "CANDIDATE") throw appError("AGENT_TOKEN_NOT_CONFIRMED");
  const agentToken = deps.tokens.issueAgent();
  const now = deps.clock.now();
  await deps.store.transaction(async (tx) => {
    // What was good when the call came may be so no more: a token that leaked must not outlive its end as another one.
    const own = actor.token && (await tx.agentTokens.get({ id: actor.token.tokenId, status: "ACTIVE" }));
    if (own === null) throw appError("UNAUTHORIZED");
    await tx.agentTokens.update(
      { agentId: actor.id, status: "CANDIDATE" },
      { status: "REVOKED", revokedAt: now, updatedAt: now },
    );
    await tx.agentTokens.insert({
      id: deps.ids.next("tok"),
      agentId: actor.id,
      tokenHash: deps.tokens.hashToken(agentToken),
      status: "CANDIDATE",
      lastUsedAt: null,
      revokedAt: null,
      createdAt: now,
      updatedAt: now,
    });
    tx.onCommit(() => {
      deps.tokenCache.invalidate(actor.id);
      deps.live.publish("agents", [actor.id]);
    });
  });
  return { agentToken };
}
