import { type adminOperations, appError, type InputOf, type User } from "@opstage/contracts";
import { toUser } from "../../store/mappers/user";
import type { UserRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { requireRole } from "../access";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";

/**
 * Changes a user's name, role or status. A change of role or status ends their sessions: what they may do is decided
 * when they sign in again.
 * @throws 404 USER_NOT_FOUND · 409 LAST_OWNER_REQUIRED
 */
export async function updateUser(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.users.update>,
): Promise<User> {
  requireRole(ctx, "owner");
  const { deps } = ctx;
  const { userId, displayName, role, status } = input;
  const updated = await deps.store.transaction(async (tx) => {
    const user = await tx.users.get({ id: userId });
    if (user === null) throw appError("USER_NOT_FOUND");
    const next: UserRow = {
      ...user,
      displayName: displayName === undefined ? user.displayName : displayName,
      role: role ?? user.role,
      status: status ?? user.status,
      updatedAt: deps.clock.now(),
    };
    await requireAnOwner(tx, user, next);
    await tx.users.update(
      { id: userId },
      { displayName: next.displayName, role: next.role, status: next.status, updatedAt: next.updatedAt },
    );
    if (next.role !== user.role || next.status !== user.status) await tx.sessions.delete({ userId });
    await recordAudit(tx, ctx, {
      action: "user.updated",
      targetType: "User",
      targetId: userId,
      metadata: { role: next.role, status: next.status },
    });
    tx.onCommit(() => deps.live.publish("users", [userId]));
    return next;
  });
  return toUser(updated);
}

/** There is always somebody who can manage users. */
async function requireAnOwner(tx: Transaction, before: UserRow, after: UserRow): Promise<void> {
  const wasOwner = before.role === "owner" && before.status === "ACTIVE";
  const staysOwner = after.role === "owner" && after.status === "ACTIVE";
  if (!wasOwner || staysOwner) return;
  if ((await tx.users.count({ role: "owner", status: "ACTIVE" })) <= 1) throw appError("LAST_OWNER_REQUIRED");
}
