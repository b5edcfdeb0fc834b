/** Why a child could not be asked, as results and health messages show it. */
export type ChildErrorCode =
  | "CHILD_UNREACHABLE"
  | "CHILD_TIMEOUT"
  | "CHILD_REFUSED"
  | "CHILD_REPLY_INVALID"
  | "CHILD_REPLY_TOO_LARGE"
  | "EXEC_START_FAILED"
  | "EXEC_FAILED"
  | "EXEC_PAYLOAD_INVALID"
  | "EXEC_RESULT_INVALID";

/** A call to a child failed. The hub itself is well. */
export class ChildError extends Error {
  override readonly name = "ChildError";
  readonly code: ChildErrorCode;

  constructor(code: ChildErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }

  /** The child did answer, but nothing that can be understood: it lives, and how it is is not known. */
  get isReply(): boolean {
    return this.code === "CHILD_REPLY_INVALID" || this.code === "CHILD_REPLY_TOO_LARGE";
  }
}
