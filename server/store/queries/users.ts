import type {
  adminOperations,
  InputOf,
  Page,
  SessionId,
  SessionInfo,
  User,
  UserId,
} from "@opstage/contracts";
import { toSessionInfo, toUser } from "../mappers/user";
import type { SessionRow, UserRow } from "../rows";
import { containsText, equals } from "./conditions";
import { findPage, inOrderOf } from "./page";
import { type ReaderDatabase, rowFrom } from "./reader-database";

export type ListUsers = InputOf<typeof adminOperations.users.list>;

export async function listUsers(db: ReaderDatabase, input: ListUsers): Promise<Page<User>> {
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
  return { items: rows.map(toUser), ...about };
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
