/**
 * What a column may be compared with: a value, one of several values, or bounds. `not: null` asks for any value.
 * `undefined` is refused at run time, so a forgotten value never widens a statement to the whole table.
 */
export type Condition<V> =
  | V
  | readonly V[]
  | {
      readonly lt?: NonNullable<V>;
      readonly lte?: NonNullable<V>;
      readonly gt?: NonNullable<V>;
      readonly gte?: NonNullable<V>;
      readonly not?: V;
    };

/** All named columns must match. `{}` means every row. */
export type Where<Row> = { readonly [K in keyof Row]?: Condition<Row[K]> };

/** The columns to set; an absent or undefined one keeps its value. */
export type Patch<Row> = { readonly [K in keyof Row]?: Row[K] };

export interface ListOptions<Row> {
  /** Column and direction, in order of weight. */
  readonly orderBy?: { readonly [K in keyof Row]?: "asc" | "desc" };
  readonly limit?: number;
}

/** Reads of one table. Point statements by key or by an index; lists for people run in the readers. */
export interface ReadTable<Row> {
  /** The only row that matches, or null; the first one if several do. */
  get(where: Where<Row>): Promise<Row | null>;
  list(where: Where<Row>, options?: ListOptions<Row>): Promise<Row[]>;
  count(where: Where<Row>): Promise<number>;
}

/** Reads and writes of one table, inside a transaction. */
export interface Table<Row> extends ReadTable<Row> {
  /** Throws on a duplicate key; see `isUniqueViolation`. */
  insert(row: Row): Promise<void>;
  insertMany(rows: readonly Row[]): Promise<void>;
  /** Inserts, or replaces every other column of the row that has the same `key` columns. */
  upsert(row: Row, key: readonly (keyof Row & string)[]): Promise<void>;
  /** Returns how many rows matched: state changes name the state they expect in `where` and check this. */
  update(where: Where<Row>, patch: Patch<Row>): Promise<number>;
  /** Returns how many rows went; with a limit, at most so many. */
  delete(where: Where<Row>, options?: { readonly limit?: number }): Promise<number>;
}
