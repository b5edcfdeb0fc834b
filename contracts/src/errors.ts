import { z } from "zod";
import { JsonObject } from "./primitives";

interface ErrorEntry {
  /** HTTP status when the thrower does not say another one. */
  readonly status: number;
  /** What a caller reads: what happened and what to do. */
  readonly message: string;
  /** The same request may succeed later without any change. */
  readonly retryable: boolean;
}

const final = (status: number, message: string): ErrorEntry => ({ status, message, retryable: false });
const passing = (status: number, message: string): ErrorEntry => ({ status, message, retryable: true });

/** Every code the API answers, once. Clients branch on the code, people read the message. */
export const errorCatalog = {
  REQUEST_ERROR: final(400, "The request could not be read. Send well-formed JSON as application/json."),
  UNAUTHORIZED: final(401, "Authentication is required. Sign in, or send a valid bearer token."),
  REGISTRATION_TOKEN_INVALID: final(
    401,
    "The registration token is unknown, used, expired or revoked. Create a new one in the console.",
  ),
  CSRF_INVALID: final(403, "The CSRF token is missing or stale. Fetch a new one and send the request again."),
  FORBIDDEN: final(403, "Your role does not allow this. Ask an owner of this Opstage."),
  CROSS_ORIGIN_REFUSED: final(403, "This request must come from the console itself, not from another site."),
  AGENT_DISABLED: final(403, "The agent is disabled. Enable it in the console."),
  AGENT_REVOKED: final(403, "The agent is revoked. Register it again with a new registration token."),
  BUS_SOURCE_SERVICE_FORBIDDEN: final(
    403,
    "The source service belongs to another agent. Publish only for your own services.",
  ),
  NOT_FOUND: final(404, "There is nothing at this address."),
  STATIC_NOT_FOUND: final(404, "The console is not built. Run the build, then start again."),
  USER_NOT_FOUND: final(404, "There is no such user."),
  SESSION_NOT_FOUND: final(404, "There is no such session; it may have ended already."),
  REGISTRATION_TOKEN_NOT_FOUND: final(404, "There is no such registration token."),
  AGENT_NOT_FOUND: final(404, "There is no such agent."),
  CAPSULE_SERVICE_NOT_FOUND: final(404, "There is no such Capsule Service."),
  ACTION_NOT_FOUND: final(404, "The service declares no such action, or the action is not enabled."),
  COMMAND_NOT_FOUND: final(404, "There is no such command."),
  BATCH_NOT_FOUND: final(404, "There is no such batch."),
  COMMAND_SECRET_NOT_AVAILABLE: final(
    404,
    "The one-time secret was read already or is older than 5 minutes. Run the action again for a new one.",
  ),
  CAPSULE_BUS_DISABLED: final(
    404,
    "The Capsule Bus is off. Set OPSTAGE_CAPSULE_BUS_ENABLED=true to turn it on.",
  ),
  BUS_ROUTE_NOT_FOUND: final(404, "There is no such bus route."),
  BUS_EVENT_NOT_FOUND: final(404, "There is no such bus event."),
  BUS_DELIVERY_NOT_FOUND: final(404, "There is no such delivery of a bus event."),
  BUS_SOURCE_SERVICE_NOT_FOUND: final(404, "The source service is not known. Report it before it publishes."),
  BACKUP_NOT_FOUND: final(404, "There is no such backup; it may have made room for a newer one."),
  USER_ALREADY_EXISTS: final(409, "A user with this username exists already. Choose another username."),
  LAST_OWNER_REQUIRED: final(
    409,
    "The last active owner cannot be demoted or disabled. Make another owner first.",
  ),
  REGISTRATION_TOKEN_NOT_REVOCABLE: final(409, "Only an active registration token can be revoked."),
  REGISTRATION_TOKEN_NOT_DELETABLE: final(
    409,
    "Only an expired or revoked registration token can be deleted. Revoke it first.",
  ),
  AGENT_OFFLINE: passing(409, "The agent is offline. Start it, or wait until it is back."),
  AGENT_NOT_READY: passing(409, "The agent has not sent a heartbeat yet. Try again in a moment."),
  AGENT_HEARTBEAT_STALE: passing(409, "The agent's last heartbeat is too old. Check that it still runs."),
  AGENT_NOT_AVAILABLE: final(409, "The agent is gone, disabled or revoked, so it cannot run this command."),
  AGENT_STILL_ACTIVE: final(409, "The agent is still alive. Stop, disable or revoke it before removing it."),
  SERVICE_STILL_ACTIVE: final(
    409,
    "The service is still reported by a live agent. Stop it before removing it.",
  ),
  CAPSULE_SERVICE_CODE_TAKEN: final(
    409,
    "A live agent owns a service with this code. Choose another code, or stop the other agent.",
  ),
  ACTION_REQUIRES_CONFIRMATION: final(409, "This action must be confirmed. Send confirmation: true."),
  COMMAND_ALREADY_COMPLETED: final(409, "The command has ended already; its outcome stands."),
  COMMAND_NOT_CANCELLED: final(409, "The command was not cancelled. Go on with it, and report its result."),
  AGENT_TOKEN_NOT_CONFIRMED: final(
    409,
    "This token is the new one of a rotation. Confirm it before asking for another.",
  ),
  COMMAND_NOT_RETRYABLE: final(409, "Only a failed, expired or cancelled action command can be retried."),
  COMMAND_SECRET_ERASED: final(
    409,
    "The command's secret input was erased when it ended. Open the form and enter it again.",
  ),
  BATCH_ALREADY_ENDED: final(409, "The batch has ended already; its outcome stands."),
  BUS_DELIVERY_NOT_REPLAYABLE: final(
    409,
    "Only a failed delivery that was not replayed yet can be replayed.",
  ),
  BACKUP_IN_PROGRESS: passing(409, "A backup is being made right now. Wait until it is done."),
  COMMAND_RESULT_TOO_LARGE: final(
    413,
    "The result is larger than this server accepts. Return less, or raise OPSTAGE_COMMAND_RESULT_MAX_BYTES.",
  ),
  PAYLOAD_TOO_LARGE: final(413, "The request body is larger than this server accepts. Send less."),
  VALIDATION_FAILED: final(422, "Some values are not valid; details.issues names them."),
  CURRENT_PASSWORD_WRONG: final(422, "The current password is not right."),
  ACTION_PAYLOAD_INVALID: final(
    422,
    "The payload does not satisfy the action's input schema; see details.issues.",
  ),
  BATCH_TOO_LARGE: final(422, "A batch has at most 1,000 services. Narrow the filter, or select fewer."),
  BATCH_NOTHING_TO_RUN: final(
    422,
    "None of the selected services can run this action now; details.refusals counts the reasons.",
  ),
  ACTION_SCHEMA_INVALID: final(422, "A reported JSON Schema cannot be used; details.issues says why."),
  IDEMPOTENCY_KEY_REUSED: final(
    422,
    "This Idempotency-Key was used for another request. Use a new key for a new request.",
  ),
  BUS_DEPTH_EXCEEDED: final(422, "An event caused by a routed command may not be routed again."),
  ACTION_PREPARE_FAILED: final(
    424,
    "The agent could not prepare the action. Use the catalogue's form, or try again.",
  ),
  RATE_LIMITED: passing(429, "Too many requests. Wait as long as Retry-After says."),
  BUS_RATE_LIMITED: passing(
    429,
    "The agent published too many events in a minute. Wait as long as Retry-After says.",
  ),
  INTERNAL_ERROR: passing(500, "Internal server error."),
  SHUTTING_DOWN: passing(503, "The server is shutting down. Try again in a moment."),
  DATABASE_UNAVAILABLE: passing(503, "The database cannot be written right now. Nothing was changed."),
  QUERY_TIMEOUT: passing(503, "The query took too long and was stopped. Narrow the filters."),
  OVERLOADED: passing(503, "The server has more to do than it can. Try again as Retry-After says."),
  TOO_MANY_CONNECTIONS: passing(503, "Too many requests are waiting. Poll again as Retry-After says."),
  ACTION_PREPARE_TIMEOUT: passing(
    504,
    "The agent did not answer in time. Use the catalogue's form, or try again.",
  ),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalog;

/** Codes kept on commands that ended badly. They are read, never thrown; agents may add their own. */
export const storedErrorCodes = {
  COMMAND_EXPIRED: "The command was not finished before its deadline.",
  COMMAND_QUEUE_EXPIRED: "The agent did not come back within the time that the command was to wait for it.",
  ACTION_FAILED: "The action failed.",
  ACTION_PREPARE_TIMEOUT: "The agent did not prepare the action in time.",
  ACTION_HANDLER_NOT_FOUND: "The service has no handler for this action.",
  AGENT_LOST: "The agent restarted or vanished while it ran the command.",
  BATCH_STOPPED: "It was not started: too many services of its batch had failed before.",
  BATCH_SECRET_LOST: "The batch's secret input cannot be read any more: the session secret was changed.",
  BATCH_CREATOR_NOT_ALLOWED: "It was not started: who created the batch may not run actions any more.",
  BUS_TARGET_NOT_FOUND: "The route's target service or action is not known.",
  BUS_TARGET_UNAVAILABLE: "The route's target cannot run commands now.",
  BUS_TARGET_GUARDED: "The target asks for a confirmation or is HIGH, and the route does not allow that.",
  BUS_EXPRESSION_FAILED: "An expression of the route has no value for this event.",
  BUS_EXPRESSION_TOO_COSTLY: "An expression of the route would take too long for this event.",
  BUS_PAYLOAD_INVALID: "What the route made of the event does not satisfy the action's input schema.",
  BUS_ROUTE_LIMIT: "The event matches more routes than one event may take.",
  BUS_ROUTE_TRIPPED: "The route fired more often than its limit allows and was disabled.",
} as const satisfies Record<string, string>;

export type StoredErrorCode = keyof typeof storedErrorCodes;

/** One thing wrong with one value; `path` is dot-joined and empty for the value as a whole. */
export const ValidationIssue = z.strictObject({ path: z.string(), message: z.string() });
export type ValidationIssue = z.infer<typeof ValidationIssue>;

const brand = Symbol.for("opstage.AppError");

export interface AppErrorOptions {
  /** Public text that fits the case better than the catalogue's. */
  readonly message?: string;
  /** Public facts; JSON only. */
  readonly details?: JsonObject;
  /** For codes that mean the same in two places, e.g. AGENT_DISABLED: 403 to the agent, 409 to an operator. */
  readonly status?: number;
  /** The code an agent gave, answered in place of the catalogue's (a failed prepare). */
  readonly publicCode?: string;
  /** Seconds for the `Retry-After` header. */
  readonly retryAfterSeconds?: number;
  /** The secret half: logged, never sent. */
  readonly cause?: unknown;
}

/** A failure with a code of the catalogue. Its message and details are public; its cause is not. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly status: number;
  readonly publicCode: string;
  readonly details?: JsonObject;
  readonly retryAfterSeconds?: number;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(options.message ?? errorCatalog[code].message, { cause: options.cause });
    this.code = code;
    this.status = options.status ?? errorCatalog[code].status;
    this.publicCode = options.publicCode ?? code;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** An error to throw: `throw appError("AGENT_NOT_FOUND", { details: { agentId } })`. */
export function appError(code: ErrorCode, options?: AppErrorOptions): AppError {
  return new AppError(code, options);
}

/** True for an AppError of any copy of this module (bundles hold several, so `instanceof` would lie). */
export function isAppError(error: unknown): error is AppError {
  return typeof error === "object" && error !== null && brand in error;
}

/** True when a string is a code of the catalogue. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCatalog, code);
}

/** 422 VALIDATION_FAILED that names each value; `path` may be the array a parser gives. */
export function validationError(
  issues: readonly { readonly path: string | readonly PropertyKey[]; readonly message: string }[],
  code: "VALIDATION_FAILED" | "ACTION_PAYLOAD_INVALID" | "ACTION_SCHEMA_INVALID" = "VALIDATION_FAILED",
): AppError {
  return appError(code, {
    details: {
      issues: issues.map(({ path, message }) => ({
        path: typeof path === "string" ? path : path.map(String).join("."),
        message,
      })),
    },
  });
}

/** Parses with a schema; throws 422 VALIDATION_FAILED with the issues. */
export function parseOrThrow<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw validationError(parsed.error.issues);
}

export const ErrorEnvelope = z.strictObject({
  success: z.literal(false),
  error: z.strictObject({ code: z.string(), message: z.string(), details: JsonObject.optional() }),
});
export type ErrorEnvelope = z.infer<typeof ErrorEnvelope>;

/** What may leave the server about any failure. What is not an AppError becomes INTERNAL_ERROR without a word more. */
export function errorReply(error: unknown, requestId?: string): { status: number; body: ErrorEnvelope } {
  const known = isAppError(error) ? error : appError("INTERNAL_ERROR");
  const details =
    known.status < 500
      ? known.details
      : { ...(known.status === 500 ? {} : known.details), ...(requestId === undefined ? {} : { requestId }) };
  const message = known.status === 500 ? errorCatalog.INTERNAL_ERROR.message : known.message;
  const empty = details === undefined || Object.keys(details).length === 0;
  return {
    status: known.status,
    body: {
      success: false,
      error: { code: known.publicCode, message, ...(empty ? {} : { details }) },
    },
  };
}
