import { appError, type SessionId, type SessionInfo } from "@opstage/contracts";
import { toSessionInfo } from "../../store/mappers/user";
import { requireUser } from "../access";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";

/** A person has few sessions; more than this is a script that signs in and never out. */
const listedSessions = 100;

/** The caller's own sessions that are still good, last seen first. */
export async function listOwnSessions(ctx: ServiceContext): Promise<SessionInfo[]> {
  const { id, sessionId } = requireUser(ctx, "viewer");
  const rows = await ctx.deps.store.lookup.sessions.list(
    { userId: id, expiresAt: { gt: ctx.deps.clock.now() } },
    { orderBy: { lastSeenAt: "desc" }, limit: listedSessions },
  );
  return rows.map((row) => toSessionInfo(row, sessionId));
}

/** Ends the caller's sessions but the one that asks. */
export async function endOtherSessions(ctx: ServiceContext): Promise<{ endedSessions: number }> {
  const { id, sessionId } = requireUser(ctx, "viewer");
  return ctx.deps.store.transaction(async (tx) => {
    const endedSessions = await tx.sessions.delete({ userId: id, id: { not: sessionId } });
    await recordAudit(tx, ctx, {
      action: "session.others.ended",
      targetType: "User",
      targetId: id,
      metadata: { endedSessions },
    });
    return { endedSessions };
  });
}

/**
 * Ends one of the caller's own sessions.
 * @throws 404 SESSION_NOT_FOUND, also for somebody else's
 */
export async function endSession(
  ctx: ServiceContext,
  input: { readonly sessionId: SessionId },
): Promise<undefined> {
  const { id } = requireUser(ctx, "viewer");
  await ctx.deps.store.transaction(async (tx) => {
    const ended = await tx.sessions.delete({ id: input.sessionId, userId: id });
    if (ended === 0) throw appError("SESSION_NOT_FOUND");
    await recordAudit(tx, ctx, {
      action: "session.ended",
      targetType: "User",
      targetId: id,
      metadata: { sessionId: input.sessionId },
    });
  });
}
