import { answer } from "../store/queries";
import { openReaderDatabase, type ReaderDatabase } from "../store/queries/reader-database";
import type { QueryInput, QueryName, QueryOutput, Readers } from "../store/readers";
import type { Store } from "../store/store";

/** Readers without threads of their own: the real queries on a real read-only connection, opened when first asked. */
export function createTestReaders(store: Store): Readers {
  let opened: ReaderDatabase | undefined;
  return {
    async run<N extends QueryName>(name: N, input: QueryInput<N>): Promise<QueryOutput<N>> {
      opened ??= openReaderDatabase(store.path);
      return typed<N>(await answer(opened, name, input));
    },
    close: async () => opened?.close(),
  };
}

/** `answer` gives what the query of this name gives; the name has lost its type on the way. */
function typed<N extends QueryName>(output: unknown): QueryOutput<N> {
  return output as QueryOutput<N>;
}
