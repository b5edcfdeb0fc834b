import type { ErrorCode, JsonObject } from "@opstage/contracts";

/** What a reader thread is asked. */
export interface ReadTask {
  readonly name: string;
  readonly input: unknown;
  /** Shared memory of one number: when the thread began, in milliseconds since the epoch; 0 while it waits. */
  readonly startedAt: SharedArrayBuffer;
}

/** What it answers. */
export type ReadReply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string; readonly details?: JsonObject };
