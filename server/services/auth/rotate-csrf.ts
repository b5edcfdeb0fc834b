import { appError, type CsrfToken } from "@opstage/contracts";
import { toInstant } from "../../domain/time";
import { recordAudit } from "../audit/record";
import type { UserContext } from "../context";

/**
 * Gives the session a new CSRF token. The one before stays good for five minutes, so that a second tab is not cut off.
 * @throws AppError UNAUTHORIZED when the session has just ended
 */
export async function rotateCsrf(ctx: UserContext): Promise<CsrfToken> {
  const { deps, actor } = ctx;
  const csrfToken = deps.tokens.issueOpaque();
  return deps.store.transaction(async (tx) => {
    const session = await tx.sessions.get({ id: actor.sessionId });
    if (session === null) throw appError("UNAUTHORIZED");
    await tx.sessions.update(
      { id: session.id },
      { csrfToken, previousCsrfToken: session.csrfToken, csrfRotatedAt: deps.clock.now() },
    );
    await recordAudit(tx, ctx, { action: "session.csrf.refreshed", targetType: "User", targetId: actor.id });
    return { csrfToken, expiresAt: toInstant(session.expiresAt) };
  });
}
