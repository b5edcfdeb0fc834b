import {
  appError,
  isAppError,
  needsCsrf,
  type OperationShape,
  procedureKind,
  roleRank,
} from "@opstage/contracts";
import { recordDenied } from "../services/audit/record-denied";
import { isCsrfToken, type OpenSession } from "../services/auth/authenticate-session";
import type { Deps, ServiceContext } from "../services/context";

/** What a request shows beside its session. */
export interface Credentials {
  /** The X-CSRF-Token header. */
  readonly csrfToken: string | undefined;
  /** The Sec-Fetch-Site header; browsers send it, and pages cannot forge it. */
  readonly fetchSite: string | undefined;
}

export interface Attempt {
  /** `agents.disable`, for the audit trail. */
  readonly name: string;
  readonly operation: OperationShape;
  readonly via: "rest" | "trpc";
}

/**
 * Whether this session may do this: signed in, then CSRF, then where the request comes from, then role. Decided on the
 * operation that was matched, never on the path as it was written.
 * @throws AppError UNAUTHORIZED, CSRF_INVALID, CROSS_ORIGIN_REFUSED or FORBIDDEN
 */
export function requireAccess(
  attempt: Attempt,
  open: OpenSession | null,
  shown: Credentials & { readonly now: number },
): OpenSession {
  const { operation } = attempt;
  if (open === null) throw appError("UNAUTHORIZED");
  if (asksForCsrf(attempt) && !isCsrfToken(open.session, shown.csrfToken, shown.now)) {
    throw appError("CSRF_INVALID");
  }
  if (operation.sameOrigin && !isOwnOrigin(shown.fetchSite)) throw appError("CROSS_ORIGIN_REFUSED");
  if (roleRank[open.actor.role] < roleRank[operation.role ?? "viewer"]) throw appError("FORBIDDEN");
  return open;
}

/** @throws 404 CAPSULE_BUS_DISABLED for what belongs to a part that is off. Ask once the caller was let in. */
export function requireFeature({ config }: Pick<Deps, "config">, operation: OperationShape): void {
  if (operation.feature === "capsuleBus" && !config.bus.enabled) throw appError("CAPSULE_BUS_DISABLED");
}

/** Over tRPC every mutation is a POST, also one that is a GET in REST. */
function asksForCsrf({ operation, via }: Attempt): boolean {
  if (via === "rest") return needsCsrf(operation);
  return procedureKind(operation) === "mutation" && operation.csrf !== false;
}

/** Absent outside browsers. `none` is a person typing the address, which has no business with effects either. */
function isOwnOrigin(fetchSite: string | undefined): boolean {
  return fetchSite === undefined || fetchSite === "same-origin";
}

/** Writes a refused change into the audit trail; reads and strangers leave no row. */
export async function auditRefusal(ctx: ServiceContext, attempt: Attempt, error: unknown): Promise<void> {
  if (!isAppError(error) || error.code === "UNAUTHORIZED") return;
  if (attempt.operation.method === "GET" && procedureKind(attempt.operation) !== "mutation") return;
  await recordDenied(ctx, { operation: attempt.name, code: error.code });
}
