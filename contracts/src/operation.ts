import type { z } from "zod";
import type { ErrorCode } from "./errors";
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
  /** `page` replies are `{ items, page, pageSize, total }`; `file` replies stream bytes and are REST only. */
  readonly reply: "data" | "page" | "none" | "file";
  /** The schema of the data; of one item for `page`. Absent for `none` and `file`. */
  readonly data?: z.ZodType;
  /** Codes beside those every operation of its caller can answer. */
  readonly errors: readonly ErrorCode[];
  /** Unsafe sessions calls need the CSRF header unless this is false (signing in). */
  readonly csrf?: boolean;
  /** Refuse requests that a foreign page caused, for a GET with an effect. */
  readonly sameOrigin?: boolean;
  /** Honours `Idempotency-Key`. */
  readonly idempotent?: boolean;
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
