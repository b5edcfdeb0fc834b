import type { JsonValue } from "@opstage/contracts";
import { valueAt } from "./template";

/** Spreadsheets run a cell that starts like a formula; a leading apostrophe makes it text again. */
const formulaStart = /^[=+\-@\t\r]/;

/** Rows as RFC 4180 CSV with a header line, safe to open in a spreadsheet. */
export function toCsv(
  columns: readonly { key: string; label: string }[],
  rows: readonly JsonValue[],
): string {
  const header = columns.map((column) => csvCell(column.label));
  const lines = rows.map((row) => columns.map((column) => csvCell(valueAt(row, column.key))));
  return [header, ...lines].map((cells) => cells.join(",")).join("\r\n");
}

function csvCell(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "number") return String(value);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
