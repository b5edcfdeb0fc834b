import type { AuditEvent, adminOperations, InputOf } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";
import type { Download } from "../download";
import { csvHeader, csvLine } from "./csv";

/** Rows read at a time; what has been sent needs no memory. */
const chunkRows = 500;

type ExportInput = InputOf<typeof adminOperations.audit.export>;

/** All matching events as a file, newest first, sent while they are read: without a cap and without memory. */
export async function exportAudit(ctx: ServiceContext, input: ExportInput): Promise<Download> {
  requireRole(ctx, "operator");
  const { format } = input;
  const filename = `opstage-audit-${ctx.deps.clock.now()}.${format}`;
  const chunks = readChunks(ctx, input);
  // Read before the reply begins: what fails here can still be answered as a failure.
  const first = await chunks.next();
  const events = continued(first, chunks);
  return format === "csv"
    ? { filename, contentType: "text/csv; charset=utf-8", chunks: toCsv(events) }
    : { filename, contentType: "application/json; charset=utf-8", chunks: toJson(events) };
}

async function* readChunks(ctx: ServiceContext, input: ExportInput): AsyncGenerator<AuditEvent[]> {
  const { format: _format, ...filters } = input;
  let cursor: string | undefined;
  do {
    const asked = { filters, cursor, limit: chunkRows };
    const chunk = await ctx.deps.readers.run("exportAudit", asked, ctx.signal);
    yield chunk.events;
    cursor = chunk.nextCursor;
  } while (cursor !== undefined);
}

async function* continued(
  first: IteratorResult<AuditEvent[]>,
  rest: AsyncGenerator<AuditEvent[]>,
): AsyncGenerator<AuditEvent[]> {
  if (!first.done) yield first.value;
  yield* rest;
}

async function* toCsv(chunks: AsyncIterable<AuditEvent[]>): AsyncGenerator<string> {
  yield csvHeader;
  for await (const events of chunks) if (events.length > 0) yield events.map(csvLine).join("");
}

/** The envelope that every other reply has, so that one client reads both. */
async function* toJson(chunks: AsyncIterable<AuditEvent[]>): AsyncGenerator<string> {
  yield '{"success":true,"data":[';
  let separator = "\n";
  for await (const events of chunks) {
    if (events.length === 0) continue;
    yield separator + events.map((event) => JSON.stringify(event)).join(",\n");
    separator = ",\n";
  }
  yield "\n]}\n";
}
