import { download } from "../../_lib/download";

export interface ExportRequest {
  readonly format: "csv" | "json";
  readonly filters: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Told how many bytes have come. */
  onProgress(bytes: number): void;
}

/** Downloads all matching events as a file, and returns its size in bytes. */
export function exportAudit({ format, filters, signal, onProgress }: ExportRequest): Promise<number> {
  const query = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value);
  return download({
    path: `/api/admin/audit-events/export?${query}`,
    fallbackName: `opstage-audit.${format}`,
    signal,
    onProgress,
  });
}
