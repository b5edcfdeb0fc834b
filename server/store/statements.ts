import type { Database, Statement } from "better-sqlite3";
import { quote, type SqlValue } from "./sql";

/** Prepared statements of one connection. Preparing costs more than running, and few shapes of SQL exist. */
export interface Statements {
  all(sql: string, args: readonly SqlValue[]): object[];
  first(sql: string, args: readonly SqlValue[]): object | undefined;
  /** Returns the number of rows inserted, matched or deleted. */
  run(sql: string, args: readonly SqlValue[]): number;
  /** How many statements have changed something so far. */
  readonly writes: number;
}

interface Prepared {
  readonly statement: Statement;
  /** Makes an object of a row that came as the list of its values. */
  readonly toObject: (values: readonly unknown[]) => object;
}

/** Shapes kept a connection; beyond, the oldest one is prepared anew. */
const cachedShapes = 1_000;

/** The statements of this connection, prepared at their first use. */
export function statementsOf(database: Database): Statements {
  const cache = new Map<string, Prepared>();
  let writes = 0;
  function prepared(sql: string): Prepared {
    const known = cache.get(sql);
    if (known !== undefined) return known;
    const fresh = prepare(database, sql);
    const oldest = cache.size >= cachedShapes ? cache.keys().next().value : undefined;
    if (oldest !== undefined) cache.delete(oldest);
    cache.set(sql, fresh);
    return fresh;
  }
  /** One that returns what it writes (`RETURNING`) is taken for a write, whether it found a row or not. */
  function read(sql: string): Prepared {
    const known = prepared(sql);
    if (!known.statement.readonly) writes++;
    return known;
  }
  return {
    all(sql, args) {
      const { statement, toObject } = read(sql);
      return statement.all(...args).map((row) => toObject(asValues(row)));
    },
    first(sql, args) {
      const { statement, toObject } = read(sql);
      const row = statement.get(...args);
      return row === undefined ? undefined : toObject(asValues(row));
    },
    run(sql, args) {
      const { changes } = prepared(sql).statement.run(...args);
      if (changes > 0) writes++;
      return changes;
    },
    get writes() {
      return writes;
    },
  };
}

function prepare(database: Database, sql: string): Prepared {
  const statement = database.prepare(sql);
  if (!statement.reader) return { statement, toObject: noRow };
  statement.raw();
  return { statement, toObject: objectMaker(statement.columns().map(({ name }) => name)) };
}

/**
 * Rows come as lists and become objects here: the driver names their members one by one. A literal with all of them is
 * thirty times as fast, and no other code can write one for names that are known from the database alone.
 */
function objectMaker(names: readonly string[]): Prepared["toObject"] {
  const members = names.map((name, at) => `${quote(name)}: values[${at}]`);
  const make: unknown = new Function("values", `return { ${members.join(", ")} };`);
  return make as Prepared["toObject"];
}

function noRow(): never {
  throw new TypeError("This statement returns no rows.");
}

/** A statement in raw mode gives every row as a list. */
function asValues(row: unknown): readonly unknown[] {
  return row as readonly unknown[];
}
