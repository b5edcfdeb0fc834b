import { z } from "zod";
import { Instant, Role, SessionId, UserId } from "../primitives";
import { UserStatus } from "./enums";

export const User = z.strictObject({
  id: UserId,
  username: z.string(),
  displayName: z.string().nullable(),
  role: Role,
  status: UserStatus,
  lastLoginAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type User = z.infer<typeof User>;

/** A user as the list shows one. */
export const ListedUser = User.extend({
  /** Sessions that are good now. */
  activeSessions: z.int(),
});
export type ListedUser = z.infer<typeof ListedUser>;

export const Username = z.string().trim().min(1).max(320);

/** A password somebody chooses. The upper limit bounds the cost of hashing it. */
export const NewPassword = z.string().min(12, "Must have at least 12 characters").max(1024);

/** A password somebody types to prove who they are: only its length is limited. */
export const TypedPassword = z.string().min(1).max(1024);

export const DisplayName = z.string().trim().min(1).max(160);

export const SecurityWarning = z.enum(["SESSION_SECRET_PLACEHOLDER", "BOOTSTRAP_PASSWORD_UNCHANGED"]);
export type SecurityWarning = z.infer<typeof SecurityWarning>;

export const CsrfToken = z.strictObject({ csrfToken: z.string(), expiresAt: Instant });
export type CsrfToken = z.infer<typeof CsrfToken>;

/** What a signed-in console knows about itself. */
export const SignedIn = z.strictObject({
  user: User,
  csrfToken: z.string(),
  /** When the session ends unless it is used. */
  expiresAt: Instant,
  /** Weak settings of this server; told to owners only. */
  warnings: z.array(SecurityWarning),
  features: z.strictObject({ capsuleBus: z.boolean() }),
});
export type SignedIn = z.infer<typeof SignedIn>;

export const EndedSessions = z.strictObject({ endedSessions: z.int() });
export type EndedSessions = z.infer<typeof EndedSessions>;

export const SessionInfo = z.strictObject({
  id: SessionId,
  /** The session that asks. */
  current: z.boolean(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
});
export type SessionInfo = z.infer<typeof SessionInfo>;
