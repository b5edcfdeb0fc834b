/** What is known about a call that failed. */
export interface ApiFailure {
  /** The address that was called. */
  readonly url: string;
  /** HTTP status, if there was an answer. */
  readonly status?: number;
  /** The error code of Opstage's catalogue, if the answer was Opstage's. */
  readonly code?: string;
  /** The answer's body: the parsed envelope, or the first characters of something else. */
  readonly body?: unknown;
  /** How long the server asks to wait, from `Retry-After`. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** A call to Opstage failed. Base of all errors that come from the API. */
export class AgentApiError extends Error {
  override readonly name: string = "AgentApiError";
  /** The same call may succeed later without any change. */
  readonly retryable: boolean = false;
  readonly url: string;
  readonly status?: number;
  readonly code?: string;
  readonly body?: unknown;
  readonly retryAfterMs?: number;

  constructor(message: string, failure: ApiFailure) {
    super(message, { cause: failure.cause });
    this.url = failure.url;
    this.status = failure.status;
    this.code = failure.code;
    this.body = failure.body;
    this.retryAfterMs = failure.retryAfterMs;
  }
}

/** Opstage refused to register the agent; a new registration token is needed. */
export class RegistrationError extends AgentApiError {
  override readonly name = "RegistrationError";
}

/** Opstage refused the agent's token (401), or the agent is disabled or revoked (403). */
export class AgentAuthError extends AgentApiError {
  override readonly name = "AgentAuthError";
}

/** Opstage could not be reached, or something answered that is not (a healthy) Opstage. */
export class NetworkError extends AgentApiError {
  override readonly name = "NetworkError";
  override readonly retryable = true;
}

/** The token file cannot be used; the message says what to do. */
export class TokenFileError extends Error {
  override readonly name = "TokenFileError";
  readonly file: string;

  constructor(file: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.file = file;
  }
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
