import type { AuditEvent } from "@opstage/contracts";

const columns = [
  "id",
  "createdAt",
  "actorType",
  "actorId",
  "actorName",
  "action",
  "targetType",
  "targetId",
  "result",
  "message",
  "ipAddress",
  "userAgent",
  "metadata",
] as const satisfies readonly (keyof AuditEvent)[];

/** The first line of the export. */
export const csvHeader: string = row(columns);

/** One event as one line, with its end. */
export function csvLine(event: AuditEvent): string {
  return row(
    columns.map((column) => (column === "metadata" ? JSON.stringify(event.metadata) : event[column])),
  );
}

function row(values: readonly (string | null)[]): string {
  return `${values.map(cell).join(",")}\r\n`;
}

/**
 * A quoted cell. Spreadsheets run a cell that begins like a formula, and what is exported here was written by whoever
 * could cause an event; a quote in front makes it text.
 */
function cell(value: string | null): string {
  const text = value ?? "";
  const harmless = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
