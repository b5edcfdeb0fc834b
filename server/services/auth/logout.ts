import { recordAudit } from "../audit/record";
import type { UserContext } from "../context";

/** Ends the caller's own session; its cookie is worthless from the commit on. */
export async function logout(ctx: UserContext): Promise<undefined> {
  await ctx.deps.store.transaction(async (tx) => {
    await tx.sessions.delete({ id: ctx.actor.sessionId });
    await recordAudit(tx, ctx, { action: "session.logout", targetType: "User", targetId: ctx.actor.id });
  });
}
