import { type adminOperations, appError, type InputOf } from "@opstage/contracts";
import { requireUser } from "../access";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { requireUsablePassword } from "../users/create";

/**
 * Changes the caller's own password and ends their other sessions.
 * @throws 422 CURRENT_PASSWORD_WRONG · 422 VALIDATION_FAILED
 */
export async function changePassword(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.account.changePassword>,
): Promise<{ endedSessions: number }> {
  const { id, sessionId } = requireUser(ctx, "viewer");
  const { deps } = ctx;
  const known = await deps.store.lookup.users.get({ id });
  if (known === null) throw appError("UNAUTHORIZED");
  if (!(await deps.passwords.verify(known.passwordHash, input.currentPassword))) {
    throw appError("CURRENT_PASSWORD_WRONG");
  }
  requireUsablePassword(input.newPassword, known.username, "newPassword");
  const passwordHash = await deps.passwords.hash(input.newPassword);
  return deps.store.transaction(async (tx) => {
    const now = deps.clock.now();
    const expected = { id, passwordHash: known.passwordHash };
    const changed = await tx.users.update(expected, { passwordHash, passwordChangedAt: now, updatedAt: now });
    // Somebody else changed it while this one was being hashed.
    if (changed === 0) throw appError("CURRENT_PASSWORD_WRONG");
    const endedSessions = await tx.sessions.delete({ userId: id, id: { not: sessionId } });
    await recordAudit(tx, ctx, {
      action: "user.password.changed",
      targetType: "User",
      targetId: id,
      metadata: { endedSessions },
    });
    return { endedSessions };
  });
}
