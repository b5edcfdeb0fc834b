/** What one connection does with the rows that are remembered. */
export interface RowView {
  /**
   * What the same statement with the same key returned before: null when there was no row, undefined when it has to be
   * asked.
   */
  recall(table: string, statement: string, key: string): object | null | undefined;
  keep(table: string, statement: string, key: string, row: object | null): void;
  /** Rows of this table are about to change. */
  noteWrite(table: string): void;
  /** Rows are about to go, and with them those of other tables that hang on them. */
  noteDelete(): void;
}

/**
 * Rows that were read by key, kept until their table is written. Every call of a person or an agent asks for the same
 * few rows that hardly ever change (who is that, which service, which action); this process alone writes them.
 */
export interface RowMemo {
  /** What is committed, for reads outside of transactions. */
  readonly committed: RowView;
  /** What an open transaction sees: a table it has written is read anew until the commit. */
  readonly open: RowView;
  /** The batch of transactions is committed. */
  noteCommit(): void;
  /** Nothing of the batch was committed. */
  noteRollback(): void;
}

/** Rows a statement; beyond, all of it are forgotten. */
const rowsKept = 5000;

type RowsByStatement = Map<string, Map<string, object | null>>;

/** A memo of these tables; of others it keeps nothing. */
export function createRowMemo(tables: readonly string[]): RowMemo {
  const kept = new Map(tables.map((table): [string, RowsByStatement] => [table, new Map()]));
  const written = new Set<string>();

  function recall(table: string, statement: string, key: string): object | null | undefined {
    return kept.get(table)?.get(statement)?.get(key);
  }

  function keep(table: string, statement: string, key: string, row: object | null): void {
    const statements = kept.get(table);
    if (statements === undefined) return;
    const known = statements.get(statement);
    const rows = known === undefined || known.size >= rowsKept ? new Map<string, object | null>() : known;
    if (rows !== known) statements.set(statement, rows);
    rows.set(key, row);
  }

  function noteWrite(table: string): void {
    if (kept.has(table)) written.add(table);
  }

  function noteDelete(): void {
    for (const table of kept.keys()) written.add(table);
  }

  return {
    committed: { recall, keep, noteWrite, noteDelete },
    open: {
      recall: (table, statement, key) => (written.has(table) ? undefined : recall(table, statement, key)),
      keep(table, statement, key, row) {
        if (!written.has(table)) keep(table, statement, key, row);
      },
      noteWrite,
      noteDelete,
    },
    noteCommit() {
      for (const table of written) kept.get(table)?.clear();
      written.clear();
    },
    noteRollback: () => written.clear(),
  };
}
