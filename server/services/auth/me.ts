import { appError, type SignedIn } from "@opstage/contracts";
import type { UserContext } from "../context";
import { describeSignedIn } from "./signed-in";

/**
 * Who the caller is, and the CSRF token of their session.
 * @throws AppError UNAUTHORIZED when the session ended since the transport looked
 */
export async function getMe(ctx: UserContext): Promise<SignedIn> {
  const { lookup } = ctx.deps.store;
  const session = await lookup.sessions.get({ id: ctx.actor.sessionId });
  const user = await lookup.users.get({ id: ctx.actor.id });
  if (session === null || user === null) throw appError("UNAUTHORIZED");
  return describeSignedIn(ctx.deps, user, session);
}
