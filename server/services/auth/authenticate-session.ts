import type { SessionId } from "@opstage/contracts";
import { areEqualSecrets } from "../../runtime/tokens";
import type { SessionRow, UserRow } from "../../store/rows";
import type { Deps, UserActor } from "../context";

/** A session that is good right now. */
export interface OpenSession {
  readonly actor: UserActor;
  readonly user: UserRow;
  readonly session: SessionRow;
  /** Its end was moved just now, so its cookie has to live longer too. */
  readonly wasExtended: boolean;
}

/** Whether a person acts (a change, a visit) or a page refreshes itself: only the first keeps a session alive. */
export type SessionUse = "active" | "background";

/** Use moves the end of a session at most this often. */
const extendEveryMs = 60_000;

/** How long the CSRF token before a rotation stays good, for a second tab. */
export const csrfGraceMs = 5 * 60_000;

/**
 * The session and its user as they are now, or null: ended, expired, or its user disabled. Both rows are read every
 * time, so a sign-out, a reset or a change of role holds from the next request on.
 */
export async function authenticateSession(
  deps: Deps,
  input: { readonly sessionId: SessionId; readonly use: SessionUse },
): Promise<OpenSession | null> {
  const { lookup } = deps.store;
  const now = deps.clock.now();
  const session = await lookup.sessions.get({ id: input.sessionId });
  if (session === null || session.expiresAt <= now || session.absoluteExpiresAt <= now) return null;
  const user = await lookup.users.get({ id: session.userId });
  if (user === null || user.status !== "ACTIVE") return null;
  const mayExtend = input.use === "active" && now - session.lastSeenAt >= extendEveryMs;
  const current = mayExtend ? await extend(deps, session) : session;
  const actor: UserActor = {
    type: "USER",
    id: user.id,
    name: user.username,
    role: user.role,
    sessionId: session.id,
  };
  return { actor, user, session: current, wasExtended: mayExtend };
}

/** Slides the end of a session, up to its absolute one. A session that ended meanwhile stays ended. */
async function extend(deps: Deps, session: SessionRow): Promise<SessionRow> {
  const now = deps.clock.now();
  const times = {
    lastSeenAt: now,
    expiresAt: Math.min(now + deps.config.session.ttlSeconds * 1000, session.absoluteExpiresAt),
  };
  await deps.store.transaction((tx) => tx.sessions.update({ id: session.id }, times));
  return { ...session, ...times };
}

/** Whether this CSRF token belongs to the session: the current one, or the one before for a few minutes. */
export function isCsrfToken(session: SessionRow, token: string | undefined, now: number): boolean {
  if (token === undefined || token === "") return false;
  if (areEqualSecrets(token, session.csrfToken)) return true;
  const { previousCsrfToken, csrfRotatedAt } = session;
  if (previousCsrfToken === null || csrfRotatedAt === null || now - csrfRotatedAt > csrfGraceMs) return false;
  return areEqualSecrets(token, previousCsrfToken);
}
