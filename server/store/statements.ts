import type { Database, Statement } from "better-sqlite3";
import type { SqlValue } from "./sql";

/** Prepared statements of one connection. Preparing costs more than running, and few shapes of SQL exist. */
export interface Statements {
  all(sql: string, args: readonly SqlValue[]): unknown[];
  first(sql: string, args: readonly SqlValue[]): unknown;
  /** Returns the number of rows inserted, matched or deleted. */
  run(sql: string, args: readonly SqlValue[]): number;
}

/** Shapes kept a connection; beyond, the oldest one is prepared anew. */
const cachedShapes = 1_000;

/** The statements of this connection, prepared at their first use. */
export function statementsOf(database: Database): Statements {
  const cache = new Map<string, Statement>();
  function prepared(sql: string): Statement {
    const known = cache.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    const oldest = cache.size >= cachedShapes ? cache.keys().next().value : undefined;
    if (oldest !== undefined) cache.delete(oldest);
    cache.set(sql, statement);
    return statement;
  }
  return {
    all: (sql, args) => prepared(sql).all(...args),
    first: (sql, args) => prepared(sql).get(...args),
    run: (sql, args) => prepared(sql).run(...args).changes,
  };
}
