import type { ListOptions, Patch, Where } from "./table";

/** What a prepared statement can be given. */
export type SqlValue = string | number | null;

/** A piece of SQL and the values of its `?`s, in order. */
export interface SqlFragment {
  readonly sql: string;
  readonly args: readonly SqlValue[];
}

/**
 * The text of a statement as far as it is known, and from there the longer ones, each put together once: few shapes of
 * statement exist, and the same shape is the same string, which the cache of statements finds by a known hash.
 */
export class SqlText {
  readonly text: string;
  readonly #longer = new Map<string, SqlText>();

  constructor(text: string) {
    this.text = text;
  }

  /** This text with a piece behind it. Values never are a piece: they are `?`s and arguments. */
  plus(piece: string): SqlText {
    const known = this.#longer.get(piece);
    if (known !== undefined) return known;
    const longer = new SqlText(this.text + piece);
    this.#longer.set(piece, longer);
    return longer;
  }
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

/** Appends ` WHERE …`, or nothing for `{}`, and the values of its `?`s. */
export function whereText<Row>(from: SqlText, where: Where<Row>, args: SqlValue[]): SqlText {
  let text = from;
  for (const column in where) {
    const condition: unknown = where[column];
    const start = text.plus(text === from ? " WHERE " : " AND ");
    if (condition === null) text = start.plus(quote(column)).plus(" IS NULL");
    else if (Array.isArray(condition)) text = inList(start, { column, values: condition, args });
    else if (typeof condition === "object") {
      const compared = comparisons(start, { column, bounds: condition, args });
      // Without any bound there is no condition, and no word before it.
      if (compared !== start) text = compared;
    } else {
      args.push(toSqlValue(condition, column));
      text = start.plus(quote(column)).plus(" = ?");
    }
  }
  return text;
}

/** The list's length is rounded up to a power of two, so that few shapes of statement exist. */
function inList(
  text: SqlText,
  { column, values, args }: { column: string; values: readonly unknown[]; args: SqlValue[] },
): SqlText {
  if (values.length === 0) return text.plus("1 = 0");
  let length = 1;
  while (length < values.length) length *= 2;
  for (let index = 0; index < length; index++) {
    args.push(toSqlValue(values[Math.min(index, values.length - 1)], column));
  }
  return text.plus(quote(column)).plus(` IN (${"?, ".repeat(length - 1)}?)`);
}

function comparisons(
  from: SqlText,
  { column, bounds, args }: { column: string; bounds: object; args: SqlValue[] },
): SqlText {
  let text = from;
  for (const [operator, bound] of Object.entries(bounds)) {
    if (text !== from) text = text.plus(" AND ");
    text = text.plus(quote(column)).plus(comparison(column, operator, bound, args));
  }
  return text;
}

const signs: Readonly<Record<string, string>> = { lt: " < ?", lte: " <= ?", gt: " > ?", gte: " >= ?" };

function comparison(column: string, operator: string, bound: unknown, args: SqlValue[]): string {
  if (operator === "not" && bound === null) return " IS NOT NULL";
  const sign = operator === "not" ? " IS DISTINCT FROM ?" : signs[operator];
  if (sign === undefined) throw new TypeError(`"${operator}" is no comparison`);
  args.push(toSqlValue(bound, column));
  return sign;
}

/** Appends `a = ?, b = ?` and the values; undefined ones are left out. */
export function assignmentsText<Row>(from: SqlText, patch: Patch<Row>, args: SqlValue[]): SqlText {
  let text = from;
  for (const column in patch) {
    const value: unknown = patch[column];
    if (value === undefined) continue;
    args.push(toSqlValue(value, column));
    if (text !== from) text = text.plus(", ");
    text = text.plus(quote(column)).plus(" = ?");
  }
  return text;
}

/** Appends ` ORDER BY … LIMIT …`. */
export function optionsText<Row>(from: SqlText, options: ListOptions<Row> | undefined): SqlText {
  let text = from;
  for (const [column, direction] of Object.entries(options?.orderBy ?? {})) {
    text = text.plus(text === from ? " ORDER BY " : ", ").plus(quote(column));
    text = text.plus(direction === "desc" ? " DESC" : " ASC");
  }
  return options?.limit === undefined ? text : text.plus(" ").plus(limitSql(options.limit));
}

/**
 * `LIMIT 20`, with the number in the text: SQLite plans by a limit, and so prepares a statement anew each time one is
 * bound. Throws on anything but a whole number from 0 on.
 */
export function limitSql(limit: number): string {
  if (!Number.isSafeInteger(limit) || limit < 0) throw new TypeError(`${limit} is no limit of rows`);
  return `LIMIT ${limit}`;
}
