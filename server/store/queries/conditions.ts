import type { SqlFragment, SqlValue } from "../sql";

/** `column = ?`; nothing when there is no value to filter by. */
export function equals(column: string, value: SqlValue | undefined): SqlFragment[] {
  return value === undefined ? [] : [{ sql: `${column} = ?`, args: [value] }];
}

/**
 * `column = ?` for a value that most rows have. The plus keeps SQLite from taking them for few, which it would rather
 * find in the whole table and sort than meet in order.
 */
export function equalsMost(column: string, value: SqlValue): SqlFragment {
  return { sql: `+${column} = ?`, args: [value] };
}

/** Both ends inclusive, as ISO instants; nothing where an end is open. */
export function within(column: string, range: { from?: string; to?: string }): SqlFragment[] {
  return [
    ...(range.from === undefined ? [] : [{ sql: `${column} >= ?`, args: [Date.parse(range.from)] }]),
    ...(range.to === undefined ? [] : [{ sql: `${column} <= ?`, args: [Date.parse(range.to)] }]),
  ];
}

/** Any of the columns holds the text, literally and in upper or lower case. */
export function containsText(columns: readonly string[], text: string | undefined): SqlFragment[] {
  if (text === undefined) return [];
  const pattern = `%${text.replace(/[\\%_]/g, (found) => `\\${found}`)}%`;
  return [
    {
      sql: `(${columns.map((column) => `${column} LIKE ? ESCAPE '\\'`).join(" OR ")})`,
      args: columns.map(() => pattern),
    },
  ];
}

/** The column begins with the text: a range, which an index can answer. */
export function beginsWith(column: string, text: string): SqlFragment {
  return { sql: `(${column} >= ? AND ${column} < ?)`, args: [text, `${text}\u{10ffff}`] };
}

/** One of the conditions. */
export function anyOf(conditions: readonly SqlFragment[]): SqlFragment {
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(" OR ")})`,
    args: conditions.flatMap(({ args }) => args),
  };
}
