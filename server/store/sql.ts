import type { ListOptions, Patch, Where } from "./table";

/** What a prepared statement can be given. */
export type SqlValue = string | number | null;

/** A piece of SQL and the values of its `?`s, in order. */
export interface SqlFragment {
  readonly sql: string;
  readonly args: readonly SqlValue[];
}

const quotedNames = new Map<string, string>();

/** A table or column name in quotes, as both SQLite and PostgreSQL read it. Throws on anything but a plain name. */
export function quote(name: string): string {
  const known = quotedNames.get(name);
  if (known !== undefined) return known;
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) throw new TypeError(`"${name}" is no column or table name`);
  const quoted = `"${name}"`;
  quotedNames.set(name, quoted);
  return quoted;
}

/** A value as the database keeps it. Throws on `undefined` and on objects, which are always a mistake here. */
export function toSqlValue(value: unknown, column: string): SqlValue {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  throw new TypeError(`Column "${column}" cannot hold ${value === undefined ? "undefined" : typeof value}`);
}

const comparisons: Readonly<Record<string, string>> = { lt: "<", lte: "<=", gt: ">", gte: ">=" };

/** ` WHERE …`, or nothing for `{}`. */
export function whereSql<Row>(where: Where<Row>): SqlFragment {
  const conditions: string[] = [];
  const args: SqlValue[] = [];
  const entries: [string, unknown][] = Object.entries(where);
  for (const [column, condition] of entries) {
    if (condition === null) {
      conditions.push(`${quote(column)} IS NULL`);
    } else if (Array.isArray(condition)) {
      conditions.push(inList(column, condition, args));
    } else if (typeof condition === "object") {
      for (const [operator, bound] of Object.entries(condition)) {
        conditions.push(comparison(column, operator, bound, args));
      }
    } else {
      args.push(toSqlValue(condition, column));
      conditions.push(`${quote(column)} = ?`);
    }
  }
  return { sql: conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`, args };
}

/** The list's length is rounded up to a power of two, so that few shapes of statement exist. */
function inList(column: string, values: readonly unknown[], args: SqlValue[]): string {
  if (values.length === 0) return "1 = 0";
  let length = 1;
  while (length < values.length) length *= 2;
  for (let index = 0; index < length; index++) {
    args.push(toSqlValue(values[Math.min(index, values.length - 1)], column));
  }
  return `${quote(column)} IN (${"?, ".repeat(length - 1)}?)`;
}

function comparison(column: string, operator: string, bound: unknown, args: SqlValue[]): string {
  if (operator === "not") {
    if (bound === null) return `${quote(column)} IS NOT NULL`;
    args.push(toSqlValue(bound, column));
    return `${quote(column)} IS DISTINCT FROM ?`;
  }
  const sign = comparisons[operator];
  if (sign === undefined) throw new TypeError(`"${operator}" is no comparison`);
  args.push(toSqlValue(bound, column));
  return `${quote(column)} ${sign} ?`;
}

/** `a = ?, b = ?`; undefined values are left out. */
export function assignmentsSql<Row>(patch: Patch<Row>): SqlFragment {
  const assignments: string[] = [];
  const args: SqlValue[] = [];
  const entries: [string, unknown][] = Object.entries(patch);
  for (const [column, value] of entries) {
    if (value === undefined) continue;
    args.push(toSqlValue(value, column));
    assignments.push(`${quote(column)} = ?`);
  }
  return { sql: assignments.join(", "), args };
}

/** ` ORDER BY … LIMIT …` */
export function optionsSql<Row>(options: ListOptions<Row> | undefined): SqlFragment {
  const order = Object.entries(options?.orderBy ?? {}).map(
    ([column, direction]) => `${quote(column)} ${direction === "desc" ? "DESC" : "ASC"}`,
  );
  const orderBy = order.length === 0 ? "" : ` ORDER BY ${order.join(", ")}`;
  if (options?.limit === undefined) return { sql: orderBy, args: [] };
  return { sql: `${orderBy} ${limitSql(options.limit)}`, args: [] };
}

/**
 * `LIMIT 20`, with the number in the text: SQLite plans by a limit, and so prepares a statement anew each time one is
 * bound. Throws on anything but a whole number from 0 on.
 */
export function limitSql(limit: number): string {
  if (!Number.isSafeInteger(limit) || limit < 0) throw new TypeError(`${limit} is no limit of rows`);
  return `LIMIT ${limit}`;
}
