import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaClient } from "../../../prisma/generated/client";
import type { SqlFragment } from "../sql";

/** A read-only connection of a reader thread. Prisma's adapter is synchronous: it must not run on the main thread. */
export interface ReaderDatabase {
  readonly prisma: PrismaClient;
  /** Rows of a statement that Prisma's own queries cannot say. Instants come back as numbers. */
  select(statement: SqlFragment): Promise<SelectedRow[]>;
  /** A value that this thread keeps between queries, under a name of its own. */
  remembered<T extends object>(name: string, create: () => T): T;
  /** Gives the connection its cache and compiles what the first query compiles, so that nobody waits for that. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

/** Enough for the whole fleet's rows; the default of 2 MB is not, and every page missed is a system call. */
const cacheKibibytes = 32_768;

export type SelectedRow = Readonly<Record<string, string | number | null>>;

/** Opens the database for reading. It must exist and be migrated. */
export function openReaderDatabase(path: string): ReaderDatabase {
  const adapter = new PrismaBetterSqlite3(
    { url: path, readonly: true, timeout: 5_000 },
    { timestampFormat: "unixepoch-ms" },
  );
  const prisma = new PrismaClient({ adapter });
  const memory = new Map<string, object>();
  return {
    prisma,
    async select({ sql, args }) {
      const found: object[] = await prisma.$queryRawUnsafe(sql, ...args);
      return found.map((row) => rowFrom<SelectedRow>(row));
    },
    remembered<T extends object>(name: string, create: () => T): T {
      const value = memory.get(name) ?? create();
      memory.set(name, value);
      return value as T;
    },
    async warmUp() {
      await prisma.$queryRawUnsafe(`PRAGMA cache_size = -${cacheKibibytes}`);
      await prisma.workspace.count();
    },
    close: () => prisma.$disconnect(),
  };
}

/**
 * A row in the form the gateway gives it: instants as epoch milliseconds. The columns are the same by the schema, and
 * their texts are of the row's narrower types because only the gateway writes them.
 */
export function rowFrom<Row extends object>(found: object): Row {
  const row: Record<string, unknown> = {};
  const entries: [string, unknown][] = Object.entries(found);
  for (const [column, value] of entries) {
    if (value instanceof Date) row[column] = value.getTime();
    else row[column] = typeof value === "bigint" ? Number(value) : value;
  }
  return row as Row;
}
