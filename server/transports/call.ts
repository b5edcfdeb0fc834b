import type { DataOf, InputOf, OperationGroup, OperationShape, SessionId } from "@opstage/contracts";
import type { Actor, AgentActor, AnonymousActor, ServiceContext, UserActor } from "../services/context";
import type { Download } from "../services/download";

/** What a handler may say beside its data; REST and tRPC both understand it. */
export interface Answer {
  /** A status that is not 200 for a reply that is not an error. */
  setStatus(status: number): void;
  /** Hands the caller the cookie of this session. */
  openSession(sessionId: SessionId): Promise<void>;
  /** Takes the session cookie away. */
  closeSession(): void;
}

/** The context of a verb, and what only a transport can do. */
export interface CallContext<A extends Actor = Actor> extends ServiceContext<A> {
  readonly answer: Answer;
  /** How the call came: REST keeps promises to older clients that tRPC need not keep. */
  readonly via: "rest" | "trpc";
}

/** Who calls, as the operation's `caller` promises. */
export type ActorOf<O extends OperationShape> = O["caller"] extends "session"
  ? UserActor
  : O["caller"] extends "agent"
    ? AgentActor
    : AnonymousActor;

export type ReplyOf<O extends OperationShape> = O["reply"] extends "file" ? Download : DataOf<O>;

/** What stands behind one operation: a verb, or a line that calls one. */
export type Handler<O extends OperationShape> = (
  ctx: CallContext<ActorOf<O>>,
  input: InputOf<O>,
) => Promise<ReplyOf<O>> | ReplyOf<O>;

/** One handler for every operation: a missing or mistyped one does not compile. */
export type Handlers<G extends OperationGroup> = {
  readonly [Noun in keyof G]: { readonly [Verb in keyof G[Noun]]: Handler<G[Noun][Verb]> };
};

/** A handler whose operation is only known at run time. */
export type AnyHandler = (ctx: CallContext, input: unknown) => unknown;

/** An operation with its handler, while walking over all of them. */
export interface Mounted {
  readonly noun: string;
  readonly verb: string;
  readonly operation: OperationShape;
  readonly handler: AnyHandler;
}

/** Every operation of a group beside its handler. */
export function pairHandlers<G extends OperationGroup>(group: G, handlers: Handlers<G>): Mounted[] {
  return Object.entries(group).flatMap(([noun, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({
      noun,
      verb,
      operation,
      handler: handlerAt(handlers, noun, verb),
    })),
  );
}

/**
 * The handler at a place of the map, without its operation's types. Safe because `Handlers<G>` has the same nouns and
 * verbs as `G`, and the mounts give each handler what its own operation's schemas parsed.
 */
function handlerAt<G extends OperationGroup>(handlers: Handlers<G>, noun: string, verb: string): AnyHandler {
  return handlers[noun]?.[verb] as unknown as AnyHandler;
}
