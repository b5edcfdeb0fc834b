import type {
  TRPCBuiltRouter,
  TRPCDefaultErrorData,
  TRPCDefaultErrorShape,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from "@trpc/server";
import type { LiveEvent } from "./model/live";
import type { CallOf, DataOf, OperationGroup, OperationShape } from "./operation";
import type { adminOperations } from "./operations/admin";
import type { JsonObject } from "./primitives";

/** tRPC's word for an input that may be left out. */
// biome-ignore lint/suspicious/noConfusingVoidType: a parameter of type void can be omitted, one of undefined cannot
type Nothing = void;

type CallInput<O extends OperationShape> = [keyof CallOf<O>] extends [never]
  ? Nothing
  : Record<never, never> extends CallOf<O>
    ? CallOf<O> | Nothing
    : CallOf<O>;

interface Definition<Input, Output> {
  input: Input;
  output: Output;
  meta: object;
}

type Kind<O extends OperationShape> = O extends { trpc: infer T }
  ? T
  : O["method"] extends "GET"
    ? "query"
    : "mutation";

type Procedure<O extends OperationShape> =
  Kind<O> extends "query"
    ? TRPCQueryProcedure<Definition<CallInput<O>, DataOf<O>>>
    : TRPCMutationProcedure<Definition<CallInput<O>, DataOf<O>>>;

/** The procedures of a group of operations: the same nouns and verbs, without what tRPC does not show. */
export type ProceduresOf<G extends OperationGroup> = {
  [Noun in keyof G]: {
    [Verb in keyof G[Noun] as Kind<G[Noun][Verb]> extends "none" ? never : Verb]: Procedure<G[Noun][Verb]>;
  };
};

/** What a failed call carries in `error.data`, beside tRPC's own members. */
export interface AppErrorData extends TRPCDefaultErrorData {
  /** The code of the error catalogue, or the agent's own for a failed prepare. */
  appCode: string;
  /** The public text is `error.message`. */
  details?: JsonObject;
  requestId?: string;
}

export interface AppErrorShape extends TRPCDefaultErrorShape {
  data: AppErrorData;
}

/** Changes as they happen; the stream has no replay, so refetch after a reconnect. */
export type LiveProcedures = {
  live: { changes: TRPCSubscriptionProcedure<Definition<Nothing, AsyncIterable<LiveEvent>>> };
};

/**
 * The router's type, derived from the operations:
 * `createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: "http://localhost:8080/api/trpc" })] })`.
 */
export type AppRouter = TRPCBuiltRouter<
  { ctx: object; meta: object; errorShape: AppErrorShape; transformer: false },
  ProceduresOf<typeof adminOperations> & LiveProcedures
>;
