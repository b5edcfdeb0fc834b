import { appError, type EndedSessions, type SessionInfo, type UserId } from "@opstage/contracts";
import { requireUser } from "../access";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";

/**
 * A user's sessions that are good now, last seen first.
 * @throws 404 USER_NOT_FOUND
 */
export async function listUserSessions(
  ctx: ServiceContext,
  input: { readonly userId: UserId },
): Promise<SessionInfo[]> {
  const { sessionId } = requireUser(ctx, "owner");
  const { deps } = ctx;
  if ((await deps.store.lookup.users.get({ id: input.userId })) === null) throw appError("USER_NOT_FOUND");
  return deps.readers.run(
    "listSessions",
    { userId: input.userId, sessionId, now: deps.clock.now() },
    ctx.signal,
  );
}

/**
 * Signs a user out everywhere; the session that asks goes on when it is theirs.
 * @throws 404 USER_NOT_FOUND
 */
export async function endUserSessions(
  ctx: ServiceContext,
  { userId }: { readonly userId: UserId },
): Promise<EndedSessions> {
  const { sessionId } = requireUser(ctx, "owner");
  const { deps } = ctx;
  return deps.store.transaction(async (tx) => {
    if ((await tx.users.get({ id: userId })) === null) throw appError("USER_NOT_FOUND");
    const endedSessions = await tx.sessions.delete({ userId, id: { not: sessionId } });
    await recordAudit(tx, ctx, {
      action: "user.sessions.ended",
      targetType: "User",
      targetId: userId,
      metadata: { endedSessions },
    });
    tx.onCommit(() => deps.live.publish("users", [userId]));
    return { endedSessions };
  });
}
