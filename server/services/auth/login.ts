import { appError, type SessionId, type SignedIn } from "@opstage/contracts";
import type { SessionRow, UserRow } from "../../store/rows";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { describeSignedIn } from "./signed-in";

export interface LoginInput {
  readonly username: string;
  readonly password: string;
}

/** Longer user agents are of no use to anybody. */
const userAgentMaxLength = 512;

/**
 * Signs a person in: a new session, which the transport hands over as a cookie. An unknown name, a wrong password and
 * a disabled user look alike and take equally long.
 * @throws AppError UNAUTHORIZED; the failure is audited, the password is not
 */
export async function login(
  ctx: ServiceContext,
  input: LoginInput,
): Promise<{ sessionId: SessionId; signedIn: SignedIn }> {
  const { deps } = ctx;
  const user = await deps.store.lookup.users.get({ username: input.username.trim() });
  const isRight =
    user === null
      ? await deps.passwords.verifyNobody(input.password)
      : await deps.passwords.verify(user.passwordHash, input.password);
  if (user === null || !isRight || user.status !== "ACTIVE") {
    await auditFailure(ctx, input.username);
    throw appError("UNAUTHORIZED", { message: "Invalid username or password." });
  }
  const opened = await openSession(ctx, user);
  return {
    sessionId: opened.session.id,
    signedIn: await describeSignedIn(deps, opened.user, opened.session),
  };
}

async function openSession(
  ctx: ServiceContext,
  known: UserRow,
): Promise<{ user: UserRow; session: SessionRow }> {
  const { deps } = ctx;
  const { ttlSeconds, maxSeconds } = deps.config.session;
  const now = deps.clock.now();
  const session: SessionRow = {
    id: deps.ids.next("ses"),
    userId: known.id,
    csrfToken: deps.tokens.issueOpaque(),
    previousCsrfToken: null,
    csrfRotatedAt: null,
    ipAddress: ctx.request.ipAddress ?? null,
    userAgent: ctx.request.userAgent?.slice(0, userAgentMaxLength) ?? null,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: now + ttlSeconds * 1000,
    absoluteExpiresAt: now + maxSeconds * 1000,
  };
  const user = await deps.store.transaction(async (tx) => {
    // The password was checked outside the transaction; a reset or a disable since then wins.
    const current = await tx.users.get({ id: known.id });
    if (current === null || current.status !== "ACTIVE" || current.passwordHash !== known.passwordHash) {
      throw appError("UNAUTHORIZED", { message: "Invalid username or password." });
    }
    await tx.users.update({ id: current.id }, { lastLoginAt: now });
    await tx.sessions.insert(session);
    await recordAudit(tx, ctx, {
      action: "session.login.succeeded",
      actor: {
        type: "USER",
        id: current.id,
        name: current.username,
        role: current.role,
        sessionId: session.id,
      },
    });
    tx.onCommit(() => deps.live.publish("users", [current.id]));
    return { ...current, lastLoginAt: now };
  });
  return { user, session };
}

function auditFailure(ctx: ServiceContext, username: string): Promise<void> {
  return ctx.deps.store.transaction((tx) =>
    recordAudit(tx, ctx, {
      action: "session.login.failed",
      result: "FAILURE",
      metadata: { username: username.slice(0, 320) },
    }),
  );
}
