import type { z } from "zod";
import { type ErrorCode, errorCatalog } from "./errors";
import type { Role } from "./primitives";

/** Who may call an operation: anybody, a signed-in person (by session cookie), or an agent (by bearer token). */
export type Caller = "public" | "session" | "agent";

/**
 * One endpoint, said once. REST, tRPC, the SDK's client, the OpenAPI document and the tests are all derived
 * from it. A handler's input is the flat merge of params, query and body, so their names never collide.
 */
export interface OperationShape {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path with `:name` parameters. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly caller: Caller;
  /** The lowest role that may call it; for `caller: "session"` only. */
  readonly role?: Role;
  /** How tRPC shows it when the method does not say so: a GET that creates something is a mutation there. */
  readonly trpc?: "query" | "mutation" | "none";
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** A request without any body counts as `{}`. */
  readonly bodyIsOptional?: boolean;
  /** `page` replies are `{ items, page, pageSize, total }`; `file` replies stream bytes and are REST only. */
  readonly reply: "data" | "page" | "none" | "file";
  /** The schema of the data; of one item for `page`. Absent for `none` and `file`. */
  readonly data?: z.ZodType;
  /** REST answers this member of the data as `data`, and the others beside it. */
  readonly restData?: string;
  /** Media types of a `file` reply. */
  readonly mediaTypes?: readonly string[];
  /** Codes beside those every operation of its caller can answer; see `errorsOf`. */
  readonly errors: readonly ErrorCode[];
  /** Codes it answers with 409 whatever the catalogue says: the state of another thing is in the way. */
  readonly conflicts?: readonly ErrorCode[];
  /** Unsafe sessions calls need the CSRF header unless this is false (signing in). */
  readonly csrf?: boolean;
  /** Refuse requests that a foreign page caused, for a GET with an effect. */
  readonly sameOrigin?: boolean;
  /** Honours `Idempotency-Key`. */
  readonly idempotent?: boolean;
  /** A part of Opstage that can be off: then the operation answers its code, once the caller was let in. */
  readonly feature?: "capsuleBus";
  /** The mark of what may still change; REST puts it beside the data. */
  readonly experimental?: string;
  /** Body limit when it is not the default of 1 MiB. `"command-result"` follows the configuration. */
  readonly bodyLimit?: "command-result";
}

/** Declares an operation; keeps its exact type. */
export function operation<const O extends OperationShape>(shape: O): O {
  return shape;
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : unknown;
type Raw<S> = S extends z.ZodType ? z.input<S> : unknown;
type Flat<T> = { [K in keyof T]: T[K] };

/** A page of a list, as handlers and tRPC return it; REST splits it into `data` and `pagination`. */
export interface Page<T> {
  readonly items: T[];
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  /** More rows match than were counted; `total` is the cap. */
  readonly totalIsCapped?: boolean;
  /** Where the next page starts when pages lie beyond the countable ones. */
  readonly nextCursor?: string;
}

type DataSchema<O extends OperationShape> = O["data"];

/** What a handler gets: parsed params, query and body in one object. */
export type InputOf<O extends OperationShape> = Flat<
  Parsed<O["params"]> & Parsed<O["query"]> & Parsed<O["body"]>
>;

/** What a caller sends, before defaults are applied. */
export type CallOf<O extends OperationShape> = Flat<Raw<O["params"]> & Raw<O["query"]> & Raw<O["body"]>>;

/** What a handler returns. */
export type DataOf<O extends OperationShape> = O["reply"] extends "page"
  ? Page<Parsed<DataSchema<O>>>
  : O["reply"] extends "data"
    ? Parsed<DataSchema<O>>
    : undefined;

/** Operations grouped by noun: `operations.agents.disable`. */
export type OperationGroup = Readonly<Record<string, Readonly<Record<string, OperationShape>>>>;

/** How tRPC shows an operation: a GET is a query and all else a mutation, unless the operation says otherwise. */
export function procedureKind(shape: OperationShape): "query" | "mutation" | "none" {
  return shape.trpc ?? (shape.method === "GET" ? "query" : "mutation");
}

/** Whether a session's request must carry the CSRF header. */
export function needsCsrf(shape: OperationShape): boolean {
  return shape.caller === "session" && (shape.csrf ?? shape.method !== "GET");
}

/** `/api/agents/:agentId` with its parameters filled in and escaped. Throws when one is missing. */
export function fillPath(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new TypeError(`${path} needs ${name}`);
    return encodeURIComponent(value);
  });
}

/** Every code an operation can answer: its own, and those that come with its caller and its input. */
export function errorsOf(shape: OperationShape): readonly ErrorCode[] {
  const codes = new Set<ErrorCode>([...shape.errors, ...(shape.conflicts ?? [])]);
  if (shape.params || shape.query || shape.body) codes.add("VALIDATION_FAILED");
  if (shape.body) codes.add("REQUEST_ERROR").add("PAYLOAD_TOO_LARGE");
  if (shape.caller !== "public") codes.add("UNAUTHORIZED");
  if (shape.caller === "agent") codes.add("AGENT_NOT_FOUND").add("AGENT_DISABLED").add("AGENT_REVOKED");
  if (shape.role !== undefined && shape.role !== "viewer") codes.add("FORBIDDEN");
  if (needsCsrf(shape)) codes.add("CSRF_INVALID");
  if (shape.sameOrigin) codes.add("CROSS_ORIGIN_REFUSED");
  if (shape.feature === "capsuleBus") codes.add("CAPSULE_BUS_DISABLED");
  if (shape.idempotent) codes.add("IDEMPOTENCY_KEY_REUSED");
  if (shape.method !== "GET" || shape.caller === "agent" || shape.sameOrigin)
    codes.add("DATABASE_UNAVAILABLE");
  if (shape.method === "GET" && shape.caller === "session") codes.add("QUERY_TIMEOUT");
  codes.add("RATE_LIMITED").add("OVERLOADED").add("SHUTTING_DOWN").add("INTERNAL_ERROR");
  return [...codes];
}

/** The statuses an operation can answer a code with. */
export function statusesOf(shape: OperationShape, code: ErrorCode): readonly number[] {
  const inTheWay = shape.conflicts?.includes(code) === true;
  const ofItself = !inTheWay || shape.errors.includes(code);
  return [...(inTheWay ? [409] : []), ...(ofItself ? [errorCatalog[code].status] : [])];
}

/** One operation with its name. */
export interface NamedOperation {
  readonly audience: string;
  readonly noun: string;
  readonly verb: string;
  readonly shape: OperationShape;
}

/** Groups of operations, by audience, as one list. */
export function listOperations(groups: Readonly<Record<string, OperationGroup>>): NamedOperation[] {
  return Object.entries(groups).flatMap(([audience, group]) =>
    Object.entries(group).flatMap(([noun, verbs]) =>
      Object.entries(verbs).map(([verb, shape]) => ({ audience, noun, verb, shape })),
    ),
  );
}
