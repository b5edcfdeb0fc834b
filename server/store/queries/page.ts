import { countableRows, type Page, validationError } from "@opstage/contracts";
import { limitSql, type SqlFragment, type SqlValue } from "../sql";
import { anyOf } from "./conditions";
import { afterCursor, encodeCursor, type OrderColumn } from "./cursor";
import type { ReaderDatabase, SelectedRow } from "./reader-database";

/** Which part of a list is asked for. */
export interface Paging<F extends string> {
  readonly page: number;
  readonly pageSize: number;
  readonly cursor?: string;
  readonly sort: readonly { readonly field: F; readonly direction: "asc" | "desc" }[];
}

/**
 * A condition in two wordings. What many rows meet is soon met by going through the rows in order; what few meet is
 * found by its own indexes and then put in order. A plus before a column keeps SQLite from using the index of the other
 * way.
 */
export interface Search {
  readonly byIndex: SqlFragment;
  readonly inOrder: SqlFragment;
}

/** A text in any of the columns. */
export function textSearch(
  columns: readonly string[],
  matches: (column: string, text: string) => SqlFragment,
  text: string,
): Search {
  const said = (sign: "" | "+") => anyOf(columns.map((column) => matches(`${sign}${column}`, text)));
  return { byIndex: said(""), inOrder: said("+") };
}

/** What a list is made of. */
export interface ListSource<F extends string> {
  /** Tables and joins, with their aliases. */
  readonly from: string;
  /** The alias of the listed table. */
  readonly alias: string;
  readonly conditions: readonly SqlFragment[];
  readonly paging: Paging<F>;
  readonly searches?: readonly Search[];
  /**
   * Conditions of which every row meets exactly one, each a value of the column that the list is sorted by: for an order
   * in which no index has all rows, but one has those of each value. SQLite merges them.
   */
  readonly parts?: readonly SqlFragment[];
}

/** The ids of one page, in order, and what the reply says beside the items. */
export interface PageOfIds {
  readonly ids: string[];
  readonly about: Omit<Page<never>, "items">;
}

/**
 * Finds one page. Counts to the cap and no further; a page beyond it is reached by cursor only. Equal rows are told
 * apart by `createdAt` and `id`, so that no row is on two pages.
 * @throws 422 VALIDATION_FAILED for a page beyond the countable ones or a cursor of another list.
 */
export async function findPage<F extends string>(
  db: ReaderDatabase,
  source: ListSource<F>,
): Promise<PageOfIds> {
  const { page, pageSize, cursor } = source.paging;
  if (cursor === undefined && page * pageSize > countableRows) {
    throw validationError([
      { path: "page", message: `Only the first ${countableRows} rows have pages; go on with nextCursor` },
    ]);
  }
  const total = await countRows(db, source);
  const order = orderOf(source);
  const rows = await selectRows(db, source, { order, isDense: total > countableRows });
  const kept = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? kept.at(-1) : undefined;
  const nextCursor = last === undefined ? undefined : encodeCursor(order, valuesOf(last, order));
  return {
    ids: kept.map((row) => String(row.id)),
    about: {
      page,
      pageSize,
      total: Math.min(total, countableRows),
      ...(total > countableRows ? { totalIsCapped: true } : {}),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    },
  };
}

/** The rows in the order of the ids; an id whose row is gone meanwhile is left out. */
export function inOrderOf<Row extends { readonly id: string }>(
  ids: readonly string[],
  rows: readonly Row[],
): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function countRows<F extends string>(db: ReaderDatabase, source: ListSource<F>): Promise<number> {
  const where = joinConditions([...source.conditions, ...searchConditions(source, false)]);
  const [found] = await db.select({
    sql: `SELECT count(*) AS "n" FROM (SELECT 1 FROM ${source.from}${where.sql} LIMIT ${countableRows + 1})`,
    args: where.args,
  });
  return Number(found?.n ?? 0);
}

async function selectRows<F extends string>(
  db: ReaderDatabase,
  source: ListSource<F>,
  { order, isDense }: { readonly order: readonly OrderColumn[]; readonly isDense: boolean },
): Promise<SelectedRow[]> {
  const { alias, from, searches = [] } = source;
  const { page, pageSize, cursor } = source.paging;
  const behind = cursor === undefined ? [] : [afterCursor(order, cursor)];
  const conditions = [...source.conditions, ...searchConditions(source, isDense), ...behind];
  const isSorted = searches.length > 0 && !isDense;
  const parts = isSorted ? undefined : source.parts;
  const wheres = parts?.map((part) => joinConditions([part, ...conditions])) ?? [joinConditions(conditions)];
  const columns = order.map(({ sql }, index) => `${sql} AS "k${index}"`).join(", ");
  const selects = wheres.map(({ sql }) => `SELECT ${alias}."id" AS "id", ${columns} FROM ${from}${sql}`);
  const orderBy = order.map(({ sql, direction }, index) => {
    const column = parts === undefined ? `${isSorted ? "+" : ""}${sql}` : `"k${index}"`;
    return `${column} ${direction === "asc" ? "ASC" : "DESC"}`;
  });
  return db.select({
    sql: `${selects.join(" UNION ALL ")} ORDER BY ${orderBy.join(", ")} ${limitSql(pageSize + 1)} OFFSET ?`,
    args: [...wheres.flatMap(({ args }) => args), cursor === undefined ? (page - 1) * pageSize : 0],
  });
}

function searchConditions({ searches = [] }: Pick<ListSource<string>, "searches">, isDense: boolean) {
  return searches.map(({ byIndex, inOrder }) => (isDense ? inOrder : byIndex));
}

/** ` WHERE … AND …` */
export function joinConditions(conditions: readonly SqlFragment[]): SqlFragment {
  if (conditions.length === 0) return { sql: "", args: [] };
  return {
    sql: ` WHERE ${conditions.map(({ sql }) => sql).join(" AND ")}`,
    args: conditions.flatMap(({ args }) => args),
  };
}

function orderOf<F extends string>({ alias, paging }: ListSource<F>): OrderColumn[] {
  const asked = paging.sort.map(({ field, direction }) => ({ name: field, direction }));
  const direction = asked.at(-1)?.direction ?? "desc";
  const names = new Set<string>(asked.map(({ name }) => name));
  const columns: { name: string; direction: "asc" | "desc" }[] = [...asked];
  if (!names.has("createdAt")) columns.push({ name: "createdAt", direction });
  columns.push({ name: "id", direction });
  return columns.map((column) => ({ ...column, sql: `${alias}."${column.name}"` }));
}

function valuesOf(row: SelectedRow, order: readonly OrderColumn[]): SqlValue[] {
  return order.map((_, index) => row[`k${index}`] ?? null);
}
