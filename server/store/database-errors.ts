import { appError } from "@opstage/contracts";

/** The primary SQLite codes that mean: the file cannot be written now, whatever is asked of it. */
const unavailable = [
  "SQLITE_FULL",
  "SQLITE_READONLY",
  "SQLITE_IOERR",
  "SQLITE_BUSY",
  "SQLITE_CANTOPEN",
  "SQLITE_CORRUPT",
];

/** The SQLite code of an error, such as `SQLITE_BUSY_SNAPSHOT`; null for any other error. */
export function sqliteCode(error: unknown): string | null {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && code.startsWith("SQLITE_") ? code : null;
}

/** True for a duplicate key, so that a verb can answer its own conflict code. */
export function isUniqueViolation(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY";
}

/** True while another program holds the lock. */
export function isBusy(error: unknown): boolean {
  return sqliteCode(error)?.startsWith("SQLITE_BUSY") === true;
}

/** Turns a full disk, a read-only file, an I/O error or a foreign lock into DATABASE_UNAVAILABLE; others stay. */
export function toStoreError(error: unknown): unknown {
  const code = sqliteCode(error);
  const isUnavailable =
    code !== null && unavailable.some((each) => code === each || code.startsWith(`${each}_`));
  return isUnavailable ? appError("DATABASE_UNAVAILABLE", { cause: error }) : error;
}
