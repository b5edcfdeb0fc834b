import { type TableSpec, tableSpecs } from "./columns";
import type { RowCounts } from "./row-counts";
import type { RowView } from "./row-memo";
import {
  assignmentsText,
  limitSql,
  optionsText,
  quote,
  type SqlText,
  type SqlValue,
  toSqlValue,
  whereText,
} from "./sql";
import type { Statements } from "./statements";
import type { Tables } from "./store";
import type { ListOptions, Patch, Table, Where } from "./table";
import { insertion, type TableTexts, textsOf } from "./table-texts";

/** What the tables of one connection share. */
export interface Connection {
  readonly statements: Statements;
  readonly view: RowView;
  /** Absent where nothing is written. */
  readonly counts?: Pick<RowCounts, "add">;
}

/** Called before every statement; throws when the transaction it belongs to is over. */
export type Guard = () => void;

/**
 * Every table of one connection. Cheap enough to be made for each transaction, so that each has a guard of its own:
 * a table comes into being when it is named. On a read-only connection the database itself refuses writes.
 */
export class ConnectionTables implements Tables {
  readonly #connection: Connection;
  readonly #guard: Guard;

  constructor(connection: Connection, guard: Guard) {
    this.#connection = connection;
    this.#guard = guard;
  }

  get workspaces() {
    return this.#table(tableSpecs.workspaces);
  }
  get users() {
    return this.#table(tableSpecs.users);
  }
  get sessions() {
    return this.#table(tableSpecs.sessions);
  }
  get registrationTokens() {
    return this.#table(tableSpecs.registrationTokens);
  }
  get agents() {
    return this.#table(tableSpecs.agents);
  }
  get agentInstances() {
    return this.#table(tableSpecs.agentInstances);
  }
  get agentTokens() {
    return this.#table(tableSpecs.agentTokens);
  }
  get services() {
    return this.#table(tableSpecs.services);
  }
  get healthIntervals() {
    return this.#table(tableSpecs.healthIntervals);
  }
  get configItems() {
    return this.#table(tableSpecs.configItems);
  }
  get configChanges() {
    return this.#table(tableSpecs.configChanges);
  }
  get actions() {
    return this.#table(tableSpecs.actions);
  }
  get preparedSchemas() {
    return this.#table(tableSpecs.preparedSchemas);
  }
  get commands() {
    return this.#table(tableSpecs.commands);
  }
  get commandResults() {
    return this.#table(tableSpecs.commandResults);
  }
  get commandLogs() {
    return this.#table(tableSpecs.commandLogs);
  }
  get batches() {
    return this.#table(tableSpecs.batches);
  }
  get batchTargets() {
    return this.#table(tableSpecs.batchTargets);
  }
  get idempotencyKeys() {
    return this.#table(tableSpecs.idempotencyKeys);
  }
  get auditEvents() {
    return this.#table(tableSpecs.auditEvents);
  }
  get busRoutes() {
    return this.#table(tableSpecs.busRoutes);
  }
  get busEvents() {
    return this.#table(tableSpecs.busEvents);
  }
  get busDeliveries() {
    return this.#table(tableSpecs.busDeliveries);
  }
  get settings() {
    return this.#table(tableSpecs.settings);
  }
  get counters() {
    return this.#table(tableSpecs.counters);
  }

  #table<Row extends object>(spec: TableSpec<Row>): Table<Row> {
    return new Gateway(this.#connection, spec, this.#guard);
  }
}

/** Async by signature only: every statement is done when the method returns. */
class Gateway<Row extends object> implements Table<Row> {
  readonly #statements: Statements;
  readonly #spec: TableSpec<Row>;
  readonly #texts: TableTexts;
  readonly #view: RowView;
  readonly #counts: Pick<RowCounts, "add"> | undefined;
  readonly #guard: Guard;

  constructor({ statements, view, counts }: Connection, spec: TableSpec<Row>, guard: Guard) {
    this.#statements = statements;
    this.#spec = spec;
    this.#texts = textsOf(spec.table);
    this.#view = view;
    this.#counts = spec.counter === undefined ? undefined : counts;
    this.#guard = guard;
  }

  async get(where: Where<Row>): Promise<Row | null> {
    this.#guard();
    const args: SqlValue[] = [];
    const { text } = whereText(this.#texts.select, where, args).plus(" LIMIT 1");
    if (this.#spec.isRemembered !== true) return this.#first(text, args);
    const { table } = this.#spec;
    const [only] = args;
    const key = args.length === 1 && typeof only === "string" ? only : args.join("\u0000");
    const known = this.#view.recall(table, text, key);
    if (known !== undefined) return known === null ? null : asRow(known);
    const row = this.#first(text, args);
    this.#view.keep(table, text, key, row);
    return row;
  }

  #first(text: string, args: readonly SqlValue[]): Row | null {
    const found = this.#statements.first(text, args);
    return found === undefined ? null : toRow(found, this.#spec);
  }

  async list(where: Where<Row>, options?: ListOptions<Row>): Promise<Row[]> {
    this.#guard();
    const args: SqlValue[] = [];
    const { text } = optionsText(whereText(this.#texts.select, where, args), options);
    return this.#statements.all(text, args).map((row) => toRow(row, this.#spec));
  }

  async count(where: Where<Row>): Promise<number> {
    this.#guard();
    const args: SqlValue[] = [];
    const found = this.#statements.first(whereText(this.#texts.count, where, args).text, args);
    return Number(Reflect.get(Object(found), "n"));
  }

  async insert(row: Row): Promise<void> {
    this.#guard();
    const args: SqlValue[] = [];
    const { text } = this.#insertion(row, args);
    this.#view.noteWrite(this.#spec.table);
    this.#statements.run(text, args);
    if (this.#counts !== undefined) this.#counts.add(this.#counterOf(statusIn(row)), 1);
  }

  async insertMany(rows: readonly Row[]): Promise<void> {
    for (const row of rows) await this.insert(row);
  }

  async upsert(row: Row, key: readonly (keyof Row & string)[]): Promise<void> {
    this.#guard();
    if (this.#counts !== undefined)
      throw new TypeError(`Rows of "${this.#spec.table}" are counted: insert or update`);
    const args: SqlValue[] = [];
    const insertion = this.#insertion(row, args);
    this.#view.noteWrite(this.#spec.table);
    const kept = new Set<string>(key);
    const replaced = Object.keys(row)
      .filter((column) => !kept.has(column))
      .map((column) => `${quote(column)} = excluded.${quote(column)}`);
    const target = key.map(quote).join(", ");
    const action = replaced.length === 0 ? "NOTHING" : `UPDATE SET ${replaced.join(", ")}`;
    this.#statements.run(insertion.plus(` ON CONFLICT (${target}) DO ${action}`).text, args);
  }

  /** Rows of a table mostly name their columns in the same order, so the last text mostly is the right one. */
  #insertion(row: Row, args: SqlValue[]): SqlText {
    const last = this.#texts.insert;
    let isSame = true;
    for (const column in row) {
      isSame &&= last.columns[args.length] === column;
      args.push(toSqlValue(row[column], column));
    }
    if (!isSame || args.length !== last.columns.length) this.#texts.insert = insertion(this.#spec.table, row);
    return this.#texts.insert.text;
  }

  async update(where: Where<Row>, patch: Patch<Row>): Promise<number> {
    this.#guard();
    const args: SqlValue[] = [];
    const set = assignmentsText(this.#texts.update, patch, args);
    if (args.length === 0) return this.count(where);
    const { text } = whereText(set, where, args);
    this.#view.noteWrite(this.#spec.table);
    const move = this.#statusMove(where, patch);
    const changed = this.#statements.run(text, args);
    move?.(changed);
    return changed;
  }

  #counterOf(status: unknown): string {
    const { counter = "", isCountedByStatus } = this.#spec;
    return isCountedByStatus === true ? `${counter}${String(status)}` : counter;
  }

  /** What an update does to the counters, told before it runs; undefined when it changes no status. */
  #statusMove(where: Where<Row>, patch: Patch<Row>): ((changed: number) => void) | undefined {
    const counts = this.#counts;
    const next = statusIn(patch);
    if (counts === undefined || this.#spec.isCountedByStatus !== true || next === undefined) return undefined;
    const expected = statusIn(where);
    if (typeof expected === "string") {
      return (changed) => {
        counts.add(this.#counterOf(expected), -changed);
        counts.add(this.#counterOf(next), changed);
      };
    }
    const args: SqlValue[] = [];
    const found = this.#statements.all(whereText(this.#texts.statuses, where, args).text, args);
    return (changed) => {
      for (const row of found) counts.add(this.#counterOf(statusIn(row)), -1);
      counts.add(this.#counterOf(next), changed);
    };
  }

  async delete(where: Where<Row>, options?: { readonly limit?: number }): Promise<number> {
    this.#guard();
    const args: SqlValue[] = [];
    this.#view.noteDelete();
    if (options?.limit === undefined)
      return this.#statements.run(whereText(this.#texts.delete, where, args).text, args);
    const key = this.#spec.key.map(quote).join(", ");
    const some = this.#texts.delete.plus(` WHERE (${key}) IN (SELECT ${key} FROM ${quote(this.#spec.table)}`);
    const { text } = whereText(some, where, args).plus(` ${limitSql(options.limit)})`);
    return this.#statements.run(text, args);
  }
}

/** The member that says which of a table's counters a row belongs to. */
function statusIn(row: object): unknown {
  return "status" in row ? row.status : undefined;
}

/** What was kept is a row of the same table that `toRow` made. */
function asRow<Row extends object>(known: object): Row {
  return known as Row;
}

/**
 * A row as its interface says. The one cast of the gateway: the columns are the schema's, which a test holds equal to
 * the migrations, and only this gateway writes them, from values of that same interface.
 */
export function toRow<Row extends object>(found: unknown, spec: TableSpec<Row>): Row {
  const values = found as Record<string, unknown>;
  for (const column of spec.booleans) values[column] = values[column] === 1;
  return found as Row;
}
