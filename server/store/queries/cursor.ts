import { validationError } from "@opstage/contracts";
import { z } from "zod";
import type { SqlFragment, SqlValue } from "../sql";

/** One column of an order, as an SQL expression. */
export interface OrderColumn {
  readonly name: string;
  readonly sql: string;
  readonly direction: "asc" | "desc";
}

const Cursor = z.object({
  /** The order it belongs to; another order would make no sense of the values. */
  o: z.string(),
  v: z.array(z.union([z.string(), z.number(), z.null()])),
});

/** Columns that have a value in every row of every list that is sorted by them. */
const neverNull: ReadonlySet<string> = new Set(["createdAt", "status", "type"]);

/** Longer ones would not fit a query parameter; such a list ends at the countable pages. */
const maxCursorLength = 400;

/** A cursor behind this row; undefined when it would be too long. */
export function encodeCursor(order: readonly OrderColumn[], values: readonly SqlValue[]): string | undefined {
  const text = Buffer.from(JSON.stringify({ o: nameOf(order), v: values })).toString("base64url");
  return text.length > maxCursorLength ? undefined : text;
}

/**
 * The condition that lets only rows behind the cursor through.
 * @throws 422 VALIDATION_FAILED for a cursor of another list or order.
 */
export function afterCursor(order: readonly OrderColumn[], cursor: string): SqlFragment {
  const values = decodeCursor(order, cursor);
  const alternatives: string[] = [];
  const args: SqlValue[] = [];
  order.forEach((column, index) => {
    const ahead = order.slice(0, index).map((each, at) => isSame(each, values[at] ?? null, args));
    alternatives.push([...ahead, isBehind(column, values[index] ?? null, args)].join(" AND "));
  });
  const bound = firstBound(order, values);
  return {
    sql: `(${bound.sql}(${alternatives.map((each) => `(${each})`).join(" OR ")}))`,
    args: [...bound.args, ...args],
  };
}

function decodeCursor(order: readonly OrderColumn[], cursor: string): readonly SqlValue[] {
  try {
    const { o, v } = Cursor.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    if (o === nameOf(order) && v.length === order.length) return v;
  } catch {
    // Said below, for every kind of wrong cursor alike.
  }
  throw validationError([{ path: "cursor", message: "Not a cursor of this list in this order" }]);
}

/**
 * Implied by the alternatives; said once more because an index can use it. Not where nulls come last, behind every
 * value.
 */
function firstBound([column]: readonly OrderColumn[], values: readonly SqlValue[]): SqlFragment {
  const value = values[0] ?? null;
  const hasNullsBehind = column?.direction === "desc" && !neverNull.has(column.name);
  if (column === undefined || value === null || hasNullsBehind) return { sql: "", args: [] };
  return { sql: `${column.sql} ${column.direction === "asc" ? ">=" : "<="} ? AND `, args: [value] };
}

function isSame(column: OrderColumn, value: SqlValue, args: SqlValue[]): string {
  if (value === null) return `${column.sql} IS NULL`;
  args.push(value);
  return `${column.sql} = ?`;
}

/** SQLite sorts nulls before every value. */
function isBehind(column: OrderColumn, value: SqlValue, args: SqlValue[]): string {
  if (column.direction === "asc") {
    if (value === null) return `${column.sql} IS NOT NULL`;
    args.push(value);
    return `${column.sql} > ?`;
  }
  if (value === null) return "1 = 0";
  args.push(value);
  return `(${column.sql} < ? OR ${column.sql} IS NULL)`;
}

function nameOf(order: readonly OrderColumn[]): string {
  return order.map(({ name, direction }) => (direction === "desc" ? `-${name}` : name)).join(",");
}
