import { TRPCClientError } from "@trpc/client";

export interface FailureIssue {
  readonly path: string;
  readonly message: string;
}

/** What went wrong, as the console shows it. */
export interface Failure {
  /** The catalogue's code, or `NETWORK` when no answer came. */
  readonly code: string;
  readonly message: string;
  readonly status?: number;
  readonly details?: unknown;
  readonly requestId?: string;
  /** Inputs that the server refused, by path. */
  readonly issues: readonly FailureIssue[];
  /** Seconds to wait before trying again, when the server said so. */
  readonly retryAfterSeconds?: number;
}

function field(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function issuesIn(details: unknown): FailureIssue[] {
  const issues = field(details, "issues");
  if (!Array.isArray(issues)) return [];
  return issues.flatMap((issue: unknown) => {
    const message = text(field(issue, "message"));
    return message === undefined ? [] : [{ path: String(field(issue, "path") ?? ""), message }];
  });
}

/** Seconds of a Retry-After header, which the reply of a refused call may carry. */
function retryAfterOf(meta: unknown): number | undefined {
  const response = field(meta, "response");
  const raw = response instanceof Response ? response.headers.get("retry-after") : null;
  return raw === null ? undefined : number(Number(raw));
}

/** Reads any thrown value; never throws. `NETWORK` means that no answer of the server arrived. */
export function toFailure(error: unknown): Failure {
  if (error instanceof TRPCClientError) {
    const shape: unknown = error.shape;
    const data = field(shape, "data");
    const details = field(data, "details");
    if (data === undefined || data === null) return { code: "NETWORK", message: error.message, issues: [] };
    return {
      code: text(field(data, "appCode")) ?? text(field(data, "code")) ?? "INTERNAL_ERROR",
      message: error.message,
      status: number(field(data, "httpStatus")),
      details,
      requestId: text(field(data, "requestId")) ?? text(field(details, "requestId")),
      issues: issuesIn(details),
      retryAfterSeconds: number(field(details, "retryAfterSeconds")) ?? retryAfterOf(error.meta),
    };
  }
  return { code: "UNEXPECTED", message: error instanceof Error ? error.message : String(error), issues: [] };
}
