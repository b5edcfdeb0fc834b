import type { adminOperations, InputOf, Page, RegistrationToken } from "@opstage/contracts";
import { toRegistrationToken } from "../mappers/registration-token";
import type { RegistrationTokenRow } from "../rows";
import type { SqlFragment } from "../sql";
import { containsText, equals } from "./conditions";
import { readNames } from "./names";
import { findPage, inOrderOf } from "./page";
import { type ReaderDatabase, rowFrom } from "./reader-database";

export type ListRegistrationTokens = InputOf<typeof adminOperations.registrationTokens.list> & {
  readonly now: number;
};

export async function listRegistrationTokens(
  db: ReaderDatabase,
  input: ListRegistrationTokens,
): Promise<Page<RegistrationToken>> {
  const { ids, about } = await findPage(db, {
    from: '"RegistrationToken" t',
    alias: "t",
    conditions: [
      ...hasStatus(input),
      ...equals('t."agentId"', input.agentId),
      ...containsText(['t."name"'], input.q),
    ],
    paging: input,
  });
  const found = await db.prisma.registrationToken.findMany({ where: { id: { in: ids } } });
  const rows = inOrderOf(ids, found.map(rowFrom<RegistrationTokenRow>));
  const names = await readNames(db, {
    agents: rows.flatMap(({ agentId, boundAgentId }) => [agentId, boundAgentId]),
    users: rows.map(({ createdByUserId }) => createdByUserId),
  });
  const items = rows.map((row) => {
    const about = {
      agentCode: names.agent(row.agentId)?.code ?? null,
      boundAgentCode: names.agent(row.boundAgentId)?.code ?? null,
      createdByName: names.user(row.createdByUserId),
    };
    return toRegistrationToken(row, about, input.now);
  });
  return { items, ...about };
}

/** A token past its time counts as EXPIRED, as `registrationTokenStatus` shows it. */
function hasStatus({ status, now }: ListRegistrationTokens): SqlFragment[] {
  const isOver = `(t."status" = 'ACTIVE' AND t."expiresAt" IS NOT NULL AND t."expiresAt" <= ?)`;
  if (status === "EXPIRED") return [{ sql: `(t."status" = 'EXPIRED' OR ${isOver})`, args: [now] }];
  if (status === "ACTIVE") return [{ sql: `(t."status" = 'ACTIVE' AND NOT ${isOver})`, args: [now] }];
  return equals('t."status"', status);
}
