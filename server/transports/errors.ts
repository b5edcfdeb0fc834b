import { type AppError, appError, isAppError } from "@opstage/contracts";

/** What a reader of the request is told when it could not be read; by the framework's code. */
const readFailures: Readonly<Record<string, () => AppError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => appError("PAYLOAD_TOO_LARGE"),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    appError("REQUEST_ERROR", { status: 415, message: "Send the body as application/json." }),
  FST_ERR_CTP_EMPTY_JSON_BODY: () =>
    appError("REQUEST_ERROR", { message: "The body is empty although its type is application/json." }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    appError("REQUEST_ERROR", { message: "The body's size differs from its Content-Length." }),
};

/** Any failure as one of the catalogue. What nobody foresaw is INTERNAL_ERROR with the real error as its cause. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  const known = readFailures[textOf(error, "code")];
  if (known) return known();
  const status = statusOf(error);
  if (status >= 400 && status < 500) return appError("REQUEST_ERROR", { cause: error });
  return appError("INTERNAL_ERROR", { cause: error });
}

function textOf(error: unknown, key: string): string {
  const value: unknown = typeof error === "object" && error !== null ? Reflect.get(error, key) : undefined;
  return typeof value === "string" ? value : "";
}

function statusOf(error: unknown): number {
  const value: unknown =
    typeof error === "object" && error !== null ? Reflect.get(error, "statusCode") : undefined;
  return typeof value === "number" ? value : 0;
}
