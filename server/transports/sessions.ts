import type { SessionId } from "@opstage/contracts";
import {
  authenticateSession,
  type OpenSession,
  type SessionUse,
} from "../services/auth/authenticate-session";
import type { Deps } from "../services/context";
import { createSessionCookies, type SessionCookies } from "./session-cookie";

/** Sessions as a request shows them: by cookie. */
export interface Sessions {
  /** The session behind a Cookie header. `setCookie` is to be sent when the session was extended. */
  find(cookieHeader: string | undefined, use: SessionUse): Promise<FoundSession | null>;
  /** Whether a session found before is still good for the same person in the same role. */
  isStillGood(open: OpenSession): Promise<boolean>;
  /** The Set-Cookie header that signs somebody in. */
  cookieFor(sessionId: SessionId): Promise<string>;
  /** The Set-Cookie header that signs out. */
  readonly noCookie: string;
}

export interface FoundSession {
  readonly open: OpenSession;
  readonly setCookie?: string;
}

/** Sessions of this database under this configuration's secret. */
export function createSessions(deps: Deps): Sessions {
  const { session: config } = deps.config;
  const cookies: SessionCookies = createSessionCookies(config);
  return {
    async find(cookieHeader, use) {
      const cookie = await cookies.open(cookieHeader);
      if (cookie === null) return null;
      const open = await authenticateSession(deps, { sessionId: cookie.sessionId, use });
      if (open === null) return null;
      if (!open.wasExtended) return { open };
      const seconds = (open.session.expiresAt - deps.clock.now()) / 1000;
      return { open, setCookie: cookies.keep(cookie.sealed, seconds) };
    },
    async isStillGood({ actor }) {
      const now = await authenticateSession(deps, { sessionId: actor.sessionId, use: "background" });
      return now !== null && now.actor.id === actor.id && now.actor.role === actor.role;
    },
    async cookieFor(sessionId) {
      return cookies.keep(await cookies.seal(sessionId), config.ttlSeconds);
    },
    noCookie: cookies.drop(),
  };
}
