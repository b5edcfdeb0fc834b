import type { adminOperations } from "@opstage/contracts";
import { appError, type InputOf, type User, validationError } from "@opstage/contracts";
import { passwordProblem } from "../../domain/password-rule";
import { toUser } from "../../store/mappers/user";
import type { UserRow } from "../../store/rows";
import { requireRole } from "../access";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";

/**
 * Creates a user.
 * @throws 409 USER_ALREADY_EXISTS · 422 VALIDATION_FAILED when the password repeats the name
 */
export async function createUser(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.users.create>,
): Promise<User> {
  requireRole(ctx, "owner");
  requireUsablePassword(input.password, input.username);
  const { deps } = ctx;
  // Hashing takes its time on another thread; the transaction must not wait for it.
  const passwordHash = await deps.passwords.hash(input.password);
  const now = deps.clock.now();
  const user: UserRow = {
    id: deps.ids.next("usr"),
    username: input.username,
    displayName: input.displayName ?? null,
    passwordHash,
    passwordChangedAt: now,
    role: input.role,
    status: "ACTIVE",
    lastLoginAt: null,
    createdAt: now,
    updatedAt: now,
  };
  await deps.store.transaction(async (tx) => {
    const taken = await tx.users.get({ username: user.username });
    if (taken !== null) throw appError("USER_ALREADY_EXISTS", { details: { username: user.username } });
    await tx.users.insert(user);
    await recordAudit(tx, ctx, {
      action: "user.created",
      targetType: "User",
      targetId: user.id,
      metadata: { username: user.username, role: user.role },
    });
    tx.onCommit(() => deps.live.publish("users", [user.id]));
  });
  return toUser(user);
}

/** @throws 422 VALIDATION_FAILED naming what is wrong with a new password; `path` is the input's name for it */
export function requireUsablePassword(password: string, username: string, path = "password"): void {
  const problem = passwordProblem(password, username);
  if (problem !== null) throw validationError([{ path, message: problem }]);
}
