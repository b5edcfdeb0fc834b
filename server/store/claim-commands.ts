import { resultGraceMs } from "../domain/command-lifecycle";
import { tableSpecs } from "./columns";
import { toRow } from "./gateway";
import type { CommandRow } from "./rows";
import type { Statements } from "./statements";
import type { ClaimCommands } from "./store";

/*
 * The deadlines of `runDeadline` in the domain, for many commands at once. From the claim on: a time-out bounds the run; a prepare keeps the deadline it was created with; a renewed lease needs
 * no other bound; an unleased claim has the time to live.
 */
const claimSql = `
  UPDATE "Command" SET
    "status" = 'RUNNING', "attempt" = "attempt" + 1, "startedAt" = ?, "updatedAt" = ?,
    "leaseInstanceId" = ?, "leaseExpiresAt" = ?,
    "expiresAt" = CASE
      WHEN "type" = 'ACTION_PREPARE' THEN "expiresAt"
      WHEN "timeoutSeconds" IS NOT NULL THEN ? + "timeoutSeconds" * 1000 + ${resultGraceMs}
      ELSE ? END
  WHERE "status" = 'PENDING' AND "id" IN (
    SELECT "id" FROM "Command"
    WHERE "agentId" = ? AND "status" = 'PENDING' AND ("expiresAt" IS NULL OR "expiresAt" > ?)
    ORDER BY "createdAt", "id" LIMIT ?)
  RETURNING *`;

/** See `Transaction.claimCommands`. Oldest first; commands past their deadline stay for the sweep. */
export function claimCommands(statements: Statements, claim: ClaimCommands): CommandRow[] {
  const { now, instanceId } = claim;
  const isLeased = instanceId !== undefined;
  const args = [
    now,
    now,
    instanceId ?? null,
    isLeased ? now + claim.leaseMs : null,
    now,
    isLeased ? null : now + claim.ttlMs,
    claim.agentId,
    now,
    claim.limit,
  ];
  const rows = statements.all(claimSql, args).map((row) => toRow(row, tableSpecs.commands));
  return rows.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}
