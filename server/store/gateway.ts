import { type TableSpec, tableSpecs } from "./columns";
import { assignmentsSql, optionsSql, quote, type SqlValue, toSqlValue, whereSql } from "./sql";
import type { Statements } from "./statements";
import type { Tables } from "./store";
import type { ListOptions, Patch, Table, Where } from "./table";

/** Called before every statement; throws when the transaction it belongs to is over. */
export type Guard = () => void;

/**
 * Every table of one connection. Cheap enough to be made for each transaction, so that each has a guard of its own.
 * On a read-only connection the database itself refuses writes.
 */
export function tablesOf(statements: Statements, guard: Guard): Tables {
  const table = <Row extends object>(spec: TableSpec<Row>): Table<Row> =>
    new Gateway(statements, spec, guard);
  return {
    workspaces: table(tableSpecs.workspaces),
    users: table(tableSpecs.users),
    sessions: table(tableSpecs.sessions),
    registrationTokens: table(tableSpecs.registrationTokens),
    agents: table(tableSpecs.agents),
    agentInstances: table(tableSpecs.agentInstances),
    agentTokens: table(tableSpecs.agentTokens),
    services: table(tableSpecs.services),
    healthIntervals: table(tableSpecs.healthIntervals),
    configItems: table(tableSpecs.configItems),
    configChanges: table(tableSpecs.configChanges),
    actions: table(tableSpecs.actions),
    preparedSchemas: table(tableSpecs.preparedSchemas),
    commands: table(tableSpecs.commands),
    commandResults: table(tableSpecs.commandResults),
    commandLogs: table(tableSpecs.commandLogs),
    batches: table(tableSpecs.batches),
    batchTargets: table(tableSpecs.batchTargets),
    idempotencyKeys: table(tableSpecs.idempotencyKeys),
    auditEvents: table(tableSpecs.auditEvents),
    busRoutes: table(tableSpecs.busRoutes),
    busEvents: table(tableSpecs.busEvents),
    busDeliveries: table(tableSpecs.busDeliveries),
    settings: table(tableSpecs.settings),
    counters: table(tableSpecs.counters),
  };
}

/** Async by signature only: every statement is done when the method returns. */
class Gateway<Row extends object> implements Table<Row> {
  readonly #statements: Statements;
  readonly #spec: TableSpec<Row>;
  readonly #guard: Guard;

  constructor(statements: Statements, spec: TableSpec<Row>, guard: Guard) {
    this.#statements = statements;
    this.#spec = spec;
    this.#guard = guard;
  }

  async get(where: Where<Row>): Promise<Row | null> {
    this.#guard();
    const { sql, args } = whereSql(where);
    const found = this.#statements.first(`SELECT * FROM ${quote(this.#spec.table)}${sql} LIMIT 1`, args);
    return found === undefined ? null : toRow(found, this.#spec);
  }

  async list(where: Where<Row>, options?: ListOptions<Row>): Promise<Row[]> {
    this.#guard();
    const filter = whereSql(where);
    const rest = optionsSql(options);
    const sql = `SELECT * FROM ${quote(this.#spec.table)}${filter.sql}${rest.sql}`;
    return this.#statements.all(sql, [...filter.args, ...rest.args]).map((row) => toRow(row, this.#spec));
  }

  async count(where: Where<Row>): Promise<number> {
    this.#guard();
    const { sql, args } = whereSql(where);
    const found = this.#statements.first(`SELECT count(*) AS n FROM ${quote(this.#spec.table)}${sql}`, args);
    return Number(Reflect.get(Object(found), "n"));
  }

  async insert(row: Row): Promise<void> {
    this.#guard();
    const { sql, args } = insertSql(this.#spec.table, row);
    this.#statements.run(sql, args);
  }

  async insertMany(rows: readonly Row[]): Promise<void> {
    for (const row of rows) await this.insert(row);
  }

  async upsert(row: Row, key: readonly (keyof Row & string)[]): Promise<void> {
    this.#guard();
    const insert = insertSql(this.#spec.table, row);
    const kept = new Set<string>(key);
    const replaced = Object.keys(row)
      .filter((column) => !kept.has(column))
      .map((column) => `${quote(column)} = excluded.${quote(column)}`);
    const target = key.map(quote).join(", ");
    const action = replaced.length === 0 ? "NOTHING" : `UPDATE SET ${replaced.join(", ")}`;
    this.#statements.run(`${insert.sql} ON CONFLICT (${target}) DO ${action}`, insert.args);
  }

  async update(where: Where<Row>, patch: Patch<Row>): Promise<number> {
    this.#guard();
    const filter = whereSql(where);
    const set = assignmentsSql(patch);
    if (set.args.length === 0) return this.count(where);
    return this.#statements.run(`UPDATE ${quote(this.#spec.table)} SET ${set.sql}${filter.sql}`, [
      ...set.args,
      ...filter.args,
    ]);
  }

  async delete(where: Where<Row>, options?: { readonly limit?: number }): Promise<number> {
    this.#guard();
    const table = quote(this.#spec.table);
    const { sql, args } = whereSql(where);
    if (options?.limit === undefined) return this.#statements.run(`DELETE FROM ${table}${sql}`, args);
    const key = this.#spec.key.map(quote).join(", ");
    return this.#statements.run(
      `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table}${sql} LIMIT ?)`,
      [...args, options.limit],
    );
  }
}

/** The statement of the row inserted last, by table: rows of a table mostly name their columns in the same order. */
const lastInserts = new Map<string, { readonly columns: readonly string[]; readonly sql: string }>();

function insertSql(table: string, row: object): { sql: string; args: readonly SqlValue[] } {
  const columns = Object.keys(row);
  const args = Object.values(row).map((value, at) => toSqlValue(value, columns[at] ?? ""));
  const last = lastInserts.get(table);
  if (last?.columns.length === columns.length && last.columns.every((name, at) => name === columns[at]))
    return { sql: last.sql, args };
  const places = columns.map(() => "?").join(", ");
  const sql = `INSERT INTO ${quote(table)} (${columns.map(quote).join(", ")}) VALUES (${places})`;
  lastInserts.set(table, { columns, sql });
  return { sql, args };
}

/**
 * A row as its interface says. The one cast of the gateway: the columns are the schema's, which a test holds equal to
 * the migrations, and only this gateway writes them, from values of that same interface.
 */
export function toRow<Row extends object>(found: unknown, spec: TableSpec<Row>): Row {
  const row = found as Row;
  for (const column of spec.booleans) Reflect.set(row, column, Reflect.get(row, column) === 1);
  return row;
}
