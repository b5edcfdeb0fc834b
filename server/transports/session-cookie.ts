import { hash } from "node:crypto";
import type { SessionId } from "@opstage/contracts";
import { sealData, unsealData } from "iron-session";
import type { Config } from "../config/config";

export const sessionCookieName = "opstage_session";

/** Seals session ids into the cookie and opens them again. */
export interface SessionCookies {
  /** The sealed value for a session. */
  seal(sessionId: SessionId): Promise<string>;
  /** The session that a Cookie header names; null without one, or when its seal is not ours. */
  open(cookieHeader: string | undefined): Promise<OpenedCookie | null>;
  /** A Set-Cookie header that keeps this value for so long. */
  keep(sealed: string, maxAgeSeconds: number): string;
  /** A Set-Cookie header that takes the cookie away. */
  drop(): string;
}

export interface OpenedCookie {
  readonly sessionId: SessionId;
  /** The value as it was sent, to be kept longer. */
  readonly sealed: string;
}

/** Unsealing costs about as much as twenty point reads, so the answer is remembered under the cookie's hash. */
const rememberedCookies = 5000;

/** Longer values are no cookie of ours; they are not even hashed. */
const longestCookie = 1024;

/** Cookies under this configuration's secret. */
export function createSessionCookies(config: Config["session"]): SessionCookies {
  const { secret: password, maxSeconds, secureCookie } = config;
  const opened = new Map<string, SessionId>();
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secureCookie ? "; Secure" : ""}`;

  async function unseal(sealed: string): Promise<SessionId | null> {
    const key = hash("sha256", sealed, "base64");
    const known = opened.get(key);
    if (known !== undefined) return known;
    const sessionId = await unsealed(sealed);
    if (sessionId === null) return null;
    const [oldest] = opened.keys();
    if (opened.size >= rememberedCookies && oldest !== undefined) opened.delete(oldest);
    opened.set(key, sessionId);
    return sessionId;
  }

  async function unsealed(sealed: string): Promise<SessionId | null> {
    try {
      const { sessionId } = await unsealData<{ sessionId?: unknown }>(sealed, { password, ttl: maxSeconds });
      return isSessionId(sessionId) ? sessionId : null;
    } catch {
      // A value that was never a seal: the library answers {} for most of them and throws for the rest.
      return null;
    }
  }

  return {
    seal: (sessionId) => sealData({ sessionId }, { password, ttl: maxSeconds }),
    async open(cookieHeader) {
      const sealed = cookieValue(cookieHeader);
      if (sealed === undefined || sealed.length > longestCookie) return null;
      const sessionId = await unseal(sealed);
      return sessionId === null ? null : { sessionId, sealed };
    },
    keep: (sealed, maxAgeSeconds) =>
      `${sessionCookieName}=${sealed}; Max-Age=${Math.max(0, Math.floor(maxAgeSeconds))}; ${attributes}`,
    drop: () => `${sessionCookieName}=; Max-Age=0; ${attributes}`,
  };
}

function cookieValue(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const prefix = `${sessionCookieName}=`;
  const pair = header.split(";").find((part) => part.trimStart().startsWith(prefix));
  return pair?.trim().slice(prefix.length);
}

function isSessionId(value: unknown): value is SessionId {
  return typeof value === "string" && value.startsWith("ses_");
}
