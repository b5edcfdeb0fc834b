import {
  type adminOperations,
  appError,
  type InputOf,
  type ListedUser,
  type Page,
  type SessionId,
  type SessionInfo,
  type UserId,
} from "@opstage/contracts";
import { toListedUser, toSessionInfo } from "../mappers/user";
import type { SessionRow, UserRow } from "../rows";
import { containsText, equals } from "./conditions";
import { findPage, inOrderOf } from "./page";
import { type ReaderDatabase, rowFrom } from "./reader-database";

export type ListUsers = InputOf<typeof adminOperations.users.list> & { readonly now: number };

export async function listUsers(db: ReaderDatabase, input: ListUsers): Promise<Page<ListedUser>> {
  const { ids, about } = await findPage(db, {
    from: '"User" u',
    alias: "u",
    conditions: [
      ...equals('u."role"', input.role),
      ...equals('u."status"', input.status),
      ...containsText(['u."username"', 'u."displayName"'], input.q),
    ],
    paging: input,
  });
  const found = await db.prisma.user.findMany({ where: { id: { in: ids } } });
  const rows = inOrderOf(ids, found.map(rowFrom<UserRow>));
  const sessions = await countSessions(db, ids, input.now);
  return { items: rows.map((row) => toListedUser(row, sessions.get(row.id) ?? 0)), ...about };
}

export interface GetUser {
  readonly userId: UserId;
  readonly now: number;
}

/** @throws 404 USER_NOT_FOUND */
export async function getUser(db: ReaderDatabase, { userId, now }: GetUser): Promise<ListedUser> {
  const found = await db.prisma.user.findUnique({ where: { id: userId } });
  if (found === null) throw appError("USER_NOT_FOUND");
  const sessions = await countSessions(db, [userId], now);
  return toListedUser(rowFrom<UserRow>(found), sessions.get(userId) ?? 0);
}

/** How many sessions that are good at this moment each of these users has; who has none is left out. */
async function countSessions(
  db: ReaderDatabase,
  userIds: readonly string[],
  nowMs: number,
): Promise<ReadonlyMap<string, number>> {
  const now = new Date(nowMs);
  const counts = await db.prisma.session.groupBy({
    by: ["userId"],
    where: { userId: { in: [...userIds] }, expiresAt: { gt: now }, absoluteExpiresAt: { gt: now } },
    _count: { _all: true },
  });
  return new Map(counts.map(({ userId, _count }) => [userId, _count._all]));
}

export interface ListSessions {
  readonly userId: UserId;
  /** The session that asks. */
  readonly sessionId: SessionId;
  readonly now: number;
}

/** Last seen first; those that have ended are left out. */
export async function listSessions(db: ReaderDatabase, input: ListSessions): Promise<SessionInfo[]> {
  const now = new Date(input.now);
  const found = await db.prisma.session.findMany({
    where: { userId: input.userId, expiresAt: { gt: now }, absoluteExpiresAt: { gt: now } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: 1_000,
  });
  return found.map((row) => toSessionInfo(rowFrom<SessionRow>(row), input.sessionId));
}
