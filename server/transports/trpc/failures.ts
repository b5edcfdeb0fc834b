import { type AppError, errorCatalog, errorReply, isAppError } from "@opstage/contracts";
import { TRPCError } from "@trpc/server";
import { toAppError } from "../errors";

/** tRPC's names for the statuses of the catalogue. */
const codeOfStatus = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  409: "CONFLICT",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  422: "UNPROCESSABLE_CONTENT",
  424: "PRECONDITION_FAILED",
  429: "TOO_MANY_REQUESTS",
  500: "INTERNAL_SERVER_ERROR",
  503: "SERVICE_UNAVAILABLE",
  504: "GATEWAY_TIMEOUT",
} as const satisfies Record<number, TRPCError["code"]>;

function isKnownStatus(status: number): status is keyof typeof codeOfStatus {
  return status in codeOfStatus;
}

/** A failure as tRPC throws it; the catalogue's error is its cause. */
export function toTrpcError(error: unknown): TRPCError {
  const cause = toAppError(error);
  const code = isKnownStatus(cause.status) ? codeOfStatus[cause.status] : "BAD_REQUEST";
  return new TRPCError({ code, message: cause.message, cause });
}

/** Codes for what tRPC itself refuses before a procedure is reached. */
const codeOfTrpc: Readonly<Partial<Record<TRPCError["code"], "NOT_FOUND" | "REQUEST_ERROR">>> = {
  NOT_FOUND: "NOT_FOUND",
  PARSE_ERROR: "REQUEST_ERROR",
  BAD_REQUEST: "REQUEST_ERROR",
  METHOD_NOT_SUPPORTED: "REQUEST_ERROR",
  UNSUPPORTED_MEDIA_TYPE: "REQUEST_ERROR",
};

export interface PublicFailure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: Record<string, unknown>;
}

/** What may leave the server about a tRPC error. */
export function publicFailure(error: TRPCError, requestId: string): PublicFailure {
  const failure = appErrorOf(error);
  if (failure !== undefined) {
    const { status, body } = errorReply(failure, requestId);
    return { status, ...body.error };
  }
  const code = codeOfTrpc[error.code];
  if (code === undefined) {
    const { status, body } = errorReply(error, requestId);
    return { status, ...body.error };
  }
  return { status: errorCatalog[code].status, code, message: error.message };
}

/** The catalogue's error inside a tRPC error, when a procedure threw one. */
export function appErrorOf(error: TRPCError): AppError | undefined {
  return isAppError(error.cause) ? error.cause : undefined;
}
