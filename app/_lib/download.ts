import { csrfHeaders } from "./csrf";
import { leaveToSignIn, refreshCsrfToken } from "./session-link";

export interface DownloadRequest {
  readonly path: string;
  readonly method?: "GET" | "POST";
  /** The file's name when the server gives none. */
  readonly fallbackName: string;
  readonly signal: AbortSignal;
  /** Told how many bytes have come, and of how many when the server said so. */
  onProgress(bytes: number, totalBytes: number | undefined): void;
}

/** A refused download, with what the server said. */
export class DownloadRefused extends Error {
  override readonly name = "DownloadRefused";
  constructor(
    message: string,
    /** The catalogue's code, when the server gave one. */
    readonly code: string | undefined,
  ) {
    super(message);
  }
}

function field(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

async function refusalOf(reply: Response): Promise<DownloadRefused> {
  const body: unknown = await reply.json().catch(() => undefined);
  const error = field(body, "error");
  const message = field(error, "message");
  const code = field(error, "code");
  return new DownloadRefused(
    typeof message === "string" ? message : `${reply.status} ${reply.statusText}`,
    typeof code === "string" ? code : undefined,
  );
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

function ask({ path, method = "GET", signal }: DownloadRequest): Promise<Response> {
  const headers = method === "GET" ? undefined : csrfHeaders();
  return fetch(path, { method, headers, credentials: "same-origin", signal });
}

async function openedReply(request: DownloadRequest, mayRefresh: boolean): Promise<Response> {
  const reply = await ask(request);
  if (reply.ok) return reply;
  if (reply.status === 401) leaveToSignIn();
  const refusal = await refusalOf(reply);
  if (refusal.code === "CSRF_INVALID" && mayRefresh && (await refreshCsrfToken()))
    return openedReply(request, false);
  throw refusal;
}

/**
 * Downloads a file while counting what comes, and returns its size in bytes. Throws DownloadRefused with the
 * server's words, or an AbortError when the signal fires.
 */
export async function download(request: DownloadRequest): Promise<number> {
  const reply = await openedReply(request, true);
  if (reply.body === null) throw await refusalOf(reply);
  const length = Number(reply.headers.get("content-length") ?? Number.NaN);
  const total =
    Number.isFinite(length) && reply.headers.get("content-encoding") === null ? length : undefined;
  const chunks: BlobPart[] = [];
  const reader = reply.body.getReader();
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    bytes += value.byteLength;
    request.onProgress(bytes, total);
  }
  const named = /filename="?([^";]+)"?/.exec(reply.headers.get("content-disposition") ?? "")?.[1];
  const type = reply.headers.get("content-type") ?? "application/octet-stream";
  save(new Blob(chunks, { type }), named ?? request.fallbackName);
  return bytes;
}
