import { quote, SqlText } from "./sql";

/** How the statements of one table begin. */
export interface TableTexts {
  readonly select: SqlText;
  readonly count: SqlText;
  readonly statuses: SqlText;
  readonly update: SqlText;
  readonly delete: SqlText;
  /** That of the row inserted last. */
  insert: Insertion;
}

/** The statement that inserts a row with these columns, in this order. */
export interface Insertion {
  readonly columns: readonly string[];
  readonly text: SqlText;
}

const textsByTable = new Map<string, TableTexts>();

/** Made once a table, so that a shape of statement is the same string every time. */
export function textsOf(table: string): TableTexts {
  const known = textsByTable.get(table);
  if (known !== undefined) return known;
  const name = quote(table);
  const texts: TableTexts = {
    select: new SqlText(`SELECT * FROM ${name}`),
    count: new SqlText(`SELECT count(*) AS n FROM ${name}`),
    statuses: new SqlText(`SELECT "status" FROM ${name}`),
    update: new SqlText(`UPDATE ${name} SET `),
    delete: new SqlText(`DELETE FROM ${name}`),
    insert: { columns: [], text: new SqlText("") },
  };
  textsByTable.set(table, texts);
  return texts;
}

/** That of a row like this one. */
export function insertion(table: string, row: object): Insertion {
  const columns = Object.keys(row);
  const places = columns.map(() => "?").join(", ");
  const names = columns.map(quote).join(", ");
  return { columns, text: new SqlText(`INSERT INTO ${quote(table)} (${names}) VALUES (${places})`) };
}
