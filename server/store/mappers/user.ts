import type { ListedUser, SessionId, SessionInfo, User } from "@opstage/contracts";
import { toInstant } from "../../domain/time";
import type { SessionRow, UserRow } from "../rows";
import { toInstantOrNull } from "./values";

export function toUser(row: UserRow): User {
  return {
    id: row.id,
    username: row.username,
    displayName: row.displayName,
    role: row.role,
    status: row.status,
    lastLoginAt: toInstantOrNull(row.lastLoginAt),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
  };
}

export function toListedUser(row: UserRow, activeSessions: number): ListedUser {
  return { ...toUser(row), activeSessions };
}

/** `currentId` is the session that asks. */
export function toSessionInfo(row: SessionRow, currentId: SessionId): SessionInfo {
  return {
    id: row.id,
    current: row.id === currentId,
    ipAddress: row.ipAddress,
    userAgent: row.userAgent,
    createdAt: toInstant(row.createdAt),
    lastSeenAt: toInstant(row.lastSeenAt),
    expiresAt: toInstant(row.expiresAt),
  };
}
