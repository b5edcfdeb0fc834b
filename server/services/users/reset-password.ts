import { type adminOperations, appError, type InputOf, type User } from "@opstage/contracts";
import { toUser } from "../../store/mappers/user";
import { requireRole } from "../access";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { requireUsablePassword } from "./create";

/**
 * Gives a user a new password and ends their sessions; the caller's own session goes on when it is theirs.
 * @throws 404 USER_NOT_FOUND · 422 VALIDATION_FAILED
 */
export async function resetPassword(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.users.resetPassword>,
): Promise<User> {
  requireRole(ctx, "owner");
  const { deps, actor } = ctx;
  const known = await deps.store.lookup.users.get({ id: input.userId });
  if (known === null) throw appError("USER_NOT_FOUND");
  requireUsablePassword(input.password, known.username);
  const passwordHash = await deps.passwords.hash(input.password);
  const ownSession = actor.type === "USER" ? actor.sessionId : undefined;
  const changed = await deps.store.transaction(async (tx) => {
    const user = await tx.users.get({ id: input.userId });
    if (user === null) throw appError("USER_NOT_FOUND");
    const now = deps.clock.now();
    const next = { ...user, passwordHash, passwordChangedAt: now, updatedAt: now };
    await tx.users.update({ id: user.id }, { passwordHash, passwordChangedAt: now, updatedAt: now });
    const ended =
      ownSession === undefined ? { userId: user.id } : { userId: user.id, id: { not: ownSession } };
    await tx.sessions.delete(ended);
    await recordAudit(tx, ctx, { action: "user.password.reset", targetType: "User", targetId: user.id });
    tx.onCommit(() => deps.live.publish("users", [user.id]));
    return next;
  });
  return toUser(changed);
}
