/** A file that an operation answers with, made while it is sent. */
export interface Download {
  readonly filename: string;
  readonly contentType: string;
  /** False for what is shown rather than saved. */
  readonly isAttachment?: boolean;
  /** When it is known beforehand. */
  readonly sizeBytes?: number;
  readonly chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
}
