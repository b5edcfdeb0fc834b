import { appError, type ConfirmTokenReply } from "@opstage/contracts";
import { recordAudit } from "../audit/record";
import type { AgentContext } from "../context";
import { withPresence } from "../status";

/**
 * The agent proves, by calling with it, that it has kept its new token: only now the one before stops working, so no
 * crash in between strands it. Confirming the token in use changes nothing, but is answered only when the disk has the
 * first confirmation.
 * @throws 401 UNAUTHORIZED when the token was replaced meanwhile
 */
export async function confirmToken(ctx: AgentContext): Promise<ConfirmTokenReply> {
  const { actor, deps } = ctx;
  const { token } = actor;
  if (token === undefined) return {};
  const now = deps.clock.now();
  await deps.store.transaction(async (tx) => {
    const confirmed = await tx.agentTokens.update(
      { id: token.tokenId, status: "CANDIDATE" },
      { status: "ACTIVE", updatedAt: now },
    );
    if (confirmed === 0) {
      const current = await tx.agentTokens.get({ id: token.tokenId });
      if (current?.status === "ACTIVE") return;
      throw appError("UNAUTHORIZED", { message: "This token was replaced. Use the one in force." });
    }
    const revokedTokens = await tx.agentTokens.update(
      { agentId: actor.id, status: "ACTIVE", id: { not: token.tokenId } },
      { status: "REVOKED", revokedAt: now, updatedAt: now },
    );
    const agent = await tx.agents.get({ id: actor.id });
    if (agent === null) throw appError("AGENT_NOT_FOUND");
    await tx.agents.update({ id: actor.id }, { rotationRequestedAt: null });
    await recordAudit(tx, ctx, {
      action: "agent.token.rotated",
      targetType: "Agent",
      targetId: actor.id,
      metadata: { revokedTokens, tokenId: token.tokenId },
    });
    tx.onCommit(() => {
      deps.tokenCache.invalidate(actor.id);
      deps.presence.putAgent(withPresence(deps, { ...agent, rotationRequestedAt: null }));
      deps.live.publish("agents", [actor.id]);
    });
  });
  return {};
}
