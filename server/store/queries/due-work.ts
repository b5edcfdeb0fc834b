import type { AgentId, CommandId, ServiceId, TokenId } from "@opstage/contracts";
import type { StatusContext } from "../../domain/effective-status";
import { agentStatusSql, serviceStatusSql } from "../effective-status-sql";
import type { EpochMs, RowsByTable } from "../rows";
import { limitSql, quote, type SqlFragment } from "../sql";
import type { ReaderDatabase } from "./reader-database";

/*
 * What maintenance has to do now. Each answers at most `limit` ids, oldest first; whoever applies them checks again
 * inside the transaction, and asks again until nothing is left.
 */

export interface DueAt {
  readonly now: EpochMs;
  readonly limit: number;
}

export interface DueByStatus {
  readonly at: StatusContext;
  readonly limit: number;
}

/** ACTIVE registration tokens whose time is up. */
export async function findExpiredTokens(db: ReaderDatabase, { now, limit }: DueAt): Promise<TokenId[]> {
  return ids<TokenId>(db, {
    sql: `SELECT "id" FROM "RegistrationToken"
      WHERE "status" = 'ACTIVE' AND "expiresAt" <= ? ORDER BY "expiresAt" ${limitSql(limit)}`,
    args: [now],
  });
}

/** Open commands past their deadline. `completedAt` leads to the index of what is open, which holds the deadlines. */
export async function findExpiredCommands(db: ReaderDatabase, { now, limit }: DueAt): Promise<CommandId[]> {
  return ids<CommandId>(db, {
    sql: `SELECT "id" FROM "Command"
      WHERE "completedAt" IS NULL AND "status" IN ('PENDING', 'RUNNING') AND "expiresAt" <= ?
      ORDER BY "expiresAt" ${limitSql(limit)}`,
    args: [now],
  });
}

/** Running commands whose lease nobody renewed. */
export async function findLostCommands(db: ReaderDatabase, { now, limit }: DueAt): Promise<CommandId[]> {
  return ids<CommandId>(db, {
    sql: `SELECT "id" FROM "Command"
      WHERE "status" = 'RUNNING' AND "leaseExpiresAt" <= ? ORDER BY "leaseExpiresAt" ${limitSql(limit)}`,
    args: [now],
  });
}

/** Agents that are OFFLINE and not noted as such. */
export async function findOfflineAgents(db: ReaderDatabase, { at, limit }: DueByStatus): Promise<AgentId[]> {
  const status = agentStatusSql(at);
  return ids<AgentId>(db, {
    sql: `SELECT a."id" AS "id" FROM "Agent" a
      WHERE a."lastAuditedStatus" <> 'OFFLINE' AND (${status.sql}) = 'OFFLINE'
      ORDER BY a."lastHeartbeatAt" ${limitSql(limit)}`,
    args: status.args,
  });
}

/** Services whose status is another one than the audit trail said last. */
export async function findChangedServices(
  db: ReaderDatabase,
  { at, limit }: DueByStatus,
): Promise<ServiceId[]> {
  const status = serviceStatusSql(at);
  return ids<ServiceId>(db, {
    sql: `SELECT s."id" AS "id" FROM "CapsuleService" s LEFT JOIN "Agent" a ON a."id" = s."agentId"
      WHERE (${status.sql}) <> s."lastAuditedStatus" ${limitSql(limit)}`,
    args: status.args,
  });
}

/** A table that grows, and the instant that says how old a row is. */
const prunable = {
  auditEvents: { table: "AuditEvent", age: '"createdAt" < ?' },
  /** Commands that have ended; their results and logs go with them. */
  commands: { table: "Command", age: '"completedAt" < ?' },
  /** Batches that have ended; their targets go with them. */
  batches: { table: "Batch", age: '"completedAt" < ?' },
  healthIntervals: { table: "HealthInterval", age: '"toAt" < ?' },
  configChanges: { table: "ConfigChange", age: '"createdAt" < ?' },
  /** What routes did with them goes with them. */
  busEvents: { table: "BusEvent", age: '"createdAt" < ?' },
  sessions: { table: "Session", age: '"expiresAt" < ?' },
  idempotencyKeys: { table: "IdempotencyKey", age: '"expiresAt" < ?' },
  agentInstances: { table: "AgentInstance", age: '"lastSeenAt" < ?' },
  /** Revoked credentials of agents. */
  agentTokens: { table: "AgentToken", age: `"status" = 'REVOKED' AND "revokedAt" < ?` },
  /** Tokens that can open nothing any more. */
  registrationTokens: {
    table: "RegistrationToken",
    age: `"status" IN ('USED', 'EXPIRED', 'REVOKED') AND "updatedAt" < ?`,
  },
} as const satisfies { readonly [K in keyof RowsByTable]?: { readonly table: string; readonly age: string } };

export type PrunableTable = keyof typeof prunable;

export interface FindPrunable<K extends PrunableTable = PrunableTable> {
  readonly table: K;
  /** Older rows may go; for sessions and idempotency keys: those that ended before. */
  readonly before: EpochMs;
  readonly limit: number;
}

/** Rows that retention may delete. */
export async function findPrunable(db: ReaderDatabase, input: FindPrunable): Promise<string[]> {
  const { table, age } = prunable[input.table];
  return ids<string>(db, {
    sql: `SELECT "id" FROM ${quote(table)} WHERE ${age} ${limitSql(input.limit)}`,
    args: [input.before],
  });
}

/** Ids of a table whose ids have that form: each statement above names its table. */
async function ids<T extends string>(db: ReaderDatabase, statement: SqlFragment): Promise<T[]> {
  const rows = await db.select(statement);
  return rows.map((row) => String(row.id) as T);
}
