export interface ExportRequest {
  readonly format: "csv" | "json";
  readonly filters: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Told how many bytes have come. */
  onProgress(bytes: number): void;
}

/** A refused export, with what the server said. */
export class ExportRefused extends Error {
  override readonly name = "ExportRefused";
}

function refusalText(body: unknown): string | undefined {
  const error: unknown = typeof body === "object" && body !== null ? Reflect.get(body, "error") : undefined;
  const message: unknown =
    typeof error === "object" && error !== null ? Reflect.get(error, "message") : undefined;
  return typeof message === "string" ? message : undefined;
}

function fileName(reply: Response, format: string): string {
  const named = /filename="?([^";]+)"?/.exec(reply.headers.get("content-disposition") ?? "")?.[1];
  return named ?? `opstage-audit.${format}`;
}

/** Hands a finished file to the browser's downloads. */
function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * Downloads all matching events as a file while counting what comes, and returns its size in bytes. Throws
 * ExportRefused with the server's words, or an AbortError when the signal fires.
 */
export async function exportAudit({ format, filters, signal, onProgress }: ExportRequest): Promise<number> {
  const query = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value);
  const reply = await fetch(`/api/admin/audit-events/export?${query}`, {
    credentials: "same-origin",
    signal,
  });
  if (!reply.ok || reply.body === null) {
    const body: unknown = await reply.json().catch(() => undefined);
    throw new ExportRefused(refusalText(body) ?? `${reply.status} ${reply.statusText}`);
  }
  const chunks: BlobPart[] = [];
  const reader = reply.body.getReader();
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    bytes += value.byteLength;
    onProgress(bytes);
  }
  save(
    new Blob(chunks, { type: reply.headers.get("content-type") ?? "application/octet-stream" }),
    fileName(reply, format),
  );
  return bytes;
}
