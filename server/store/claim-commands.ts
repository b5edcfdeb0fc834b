import type { CommandId } from "@opstage/contracts";
import { resultGraceMs } from "../domain/command-lifecycle";
import { tableSpecs } from "./columns";
import { toRow } from "./gateway";
import type { CommandRow } from "./rows";
import { limitSql } from "./sql";
import type { Statements } from "./statements";
import type { ClaimCommands, ClaimedCommands } from "./store";

/** On the partial index of what is pending, in its order. */
function pendingSql({ limit, onlyPrepares }: ClaimCommands): string {
  const type = onlyPrepares === true ? ` AND "type" = 'ACTION_PREPARE'` : "";
  return `SELECT "id", "expiresAt" FROM "Command" WHERE "agentId" = ? AND "status" = 'PENDING'${type}
    ORDER BY "createdAt", "id" ${limitSql(limit + overdueMax)}`;
}

/** Commands past their deadline that one claim looks past; more wait for the next one, or for the sweep. */
const overdueMax = 50;

/*
 * The deadlines of `runDeadline` in the domain. From the claim on: a time-out bounds the run; a prepare keeps the
 * deadline it was created with; a renewed lease needs no other bound; an unleased claim has the time to live.
 */
const takeSql = `
  UPDATE "Command" SET
    "status" = 'RUNNING', "attempt" = "attempt" + 1, "startedAt" = ?, "updatedAt" = ?,
    "leaseInstanceId" = ?, "leaseExpiresAt" = ?,
    "expiresAt" = CASE
      WHEN "type" = 'ACTION_PREPARE' THEN "expiresAt"
      WHEN "timeoutSeconds" IS NOT NULL THEN ? + "timeoutSeconds" * 1000 + ${resultGraceMs}
      ELSE ? END
  WHERE "id" = ? AND "status" = 'PENDING'
  RETURNING *`;

/**
 * See `Transaction.claimCommands`. Found first and then taken by key: one statement for both makes SQLite walk over
 * everything that is pending.
 */
export function claimCommands(statements: Statements, claim: ClaimCommands): ClaimedCommands {
  const { now, instanceId } = claim;
  const isLeased = instanceId !== undefined;
  const leaseExpiresAt = isLeased ? now + claim.leaseMs : null;
  const expiresAt = isLeased ? null : now + claim.ttlMs;
  const claimed: CommandRow[] = [];
  const overdue: CommandId[] = [];
  for (const found of statements.all(pendingSql(claim), [claim.agentId])) {
    const pending = found as Pick<CommandRow, "id" | "expiresAt">;
    if (pending.expiresAt !== null && pending.expiresAt <= now) {
      if (overdue.length < overdueMax) overdue.push(pending.id);
      continue;
    }
    if (claimed.length === claim.limit) break;
    const args = [now, now, instanceId ?? null, leaseExpiresAt, now, expiresAt, pending.id];
    claimed.push(toRow(statements.first(takeSql, args), tableSpecs.commands));
  }
  return { claimed, overdue };
}
