/** What one connection does with the rows that are remembered. */
export interface RowView {
  /** The row of an earlier read, null when there was none, undefined when it has to be read. */
  recall(table: string, key: string): object | null | undefined;
  keep(table: string, key: string, row: object | null): void;
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

/** Rows a table; beyond, the table's are all forgotten. */
const rowsKept = 5000;

/** A memo of these tables; of others it keeps nothing. */
export function createRowMemo(tables: readonly string[]): RowMemo {
  const kept = new Map(tables.map((table) => [table, new Map<string, object | null>()]));
  const written = new Set<string>();

  function keep(table: string, key: string, row: object | null): void {
    const rows = kept.get(table);
    if (rows === undefined) return;
    if (rows.size >= rowsKept) rows.clear();
    rows.set(key, row);
  }

  function noteWrite(table: string): void {
    if (kept.has(table)) written.add(table);
  }

  function noteDelete(): void {
    for (const table of kept.keys()) written.add(table);
  }

  return {
    committed: { recall: (table, key) => kept.get(table)?.get(key), keep, noteWrite, noteDelete },
    open: {
      recall: (table, key) => (written.has(table) ? undefined : kept.get(table)?.get(key)),
      keep(table, key, row) {
        if (!written.has(table)) keep(table, key, row);
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
