/** Larger files do not belong into a command. */
const mostBytes = 256 * 1024;

/** Why a file could not be taken. */
export class FileError extends Error {
  constructor(readonly kind: "tooLarge" | "notText" | "unreadable") {
    super(kind);
  }
}

interface FileSchema {
  readonly maxLength?: number;
  readonly format?: string;
  readonly contentEncoding?: unknown;
  readonly contentMediaType?: unknown;
}

/** How large a file may be for this field. */
export function fileLimit({ maxLength, ...schema }: FileSchema): number {
  const isEncoded = isBase64(schema) || schema.format === "data-url";
  const room = maxLength === undefined ? mostBytes : isEncoded ? Math.floor((maxLength * 3) / 4) : maxLength;
  return Math.min(mostBytes, room);
}

/**
 * What a file holds, as the field wants it: base64 (`contentEncoding`), a data URL (`format`), or text.
 * @throws FileError when it is too large, or no text where text is wanted
 */
export async function readFile(file: Blob, schema: FileSchema): Promise<string> {
  if (file.size > fileLimit(schema)) throw new FileError("tooLarge");
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isBase64(schema)) return toBase64(bytes);
  if (schema.format === "data-url") {
    return `data:${file.type || "application/octet-stream"};base64,${toBase64(bytes)}`;
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (text.includes("\0")) throw new FileError("notText");
    return text;
  } catch {
    throw new FileError("notText");
  }
}

function isBase64({ contentEncoding }: Pick<FileSchema, "contentEncoding">): boolean {
  return contentEncoding === "base64";
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
