import { resultGraceMs } from "../domain/command-lifecycle";
import { tableSpecs } from "./columns";
import { toRow } from "./gateway";
import type { CommandRow } from "./rows";
import type { Statements } from "./statements";
import type { ClaimCommands } from "./store";

/** On the partial index of what is pending, in its order. */
const pendingSql = `
  SELECT "id" FROM "Command"
  WHERE "agentId" = ? AND "status" = 'PENDING' AND ("expiresAt" IS NULL OR "expiresAt" > ?)
    AND (? = 0 OR "type" = 'ACTION_PREPARE')
  ORDER BY "createdAt", "id" LIMIT ?`;

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
 * See `Transaction.claimCommands`. Oldest first; commands past their deadline stay for the sweep. Found first and then
 * taken by key: one statement for both makes SQLite walk over everything that is pending.
 */
export function claimCommands(statements: Statements, claim: ClaimCommands): CommandRow[] {
  const { now, instanceId } = claim;
  const isLeased = instanceId !== undefined;
  const leaseExpiresAt = isLeased ? now + claim.leaseMs : null;
  const expiresAt = isLeased ? null : now + claim.ttlMs;
  const pending = [claim.agentId, now, claim.onlyPrepares ? 1 : 0, claim.limit];
  return statements.all(pendingSql, pending).map((found) => {
    const { id } = toRow(found, tableSpecs.commands);
    const taken = statements.first(takeSql, [
      now,
      now,
      instanceId ?? null,
      leaseExpiresAt,
      now,
      expiresAt,
      id,
    ]);
    return toRow(taken, tableSpecs.commands);
  });
}
