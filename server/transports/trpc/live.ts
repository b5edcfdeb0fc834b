import { type AppError, appError, type LiveEvent } from "@opstage/contracts";
import type { OpenSession } from "../../services/auth/authenticate-session";
import type { Deps } from "../../services/context";
import type { Sessions } from "../sessions";

/** How often an open stream looks whether its session still is one: a sign-out ends it well within a second. */
const sessionCheckMs = 500;

export interface LiveStream {
  readonly deps: Deps;
  readonly sessions: Sessions;
  readonly open: OpenSession;
  /** Aborts when the console leaves. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Changes as they happen, until the console leaves, the session ends or the server stops.
 * @throws AppError UNAUTHORIZED when the session ended · SHUTTING_DOWN, after which clients connect again
 */
export async function* streamChanges(stream: LiveStream): AsyncGenerator<LiveEvent> {
  const { deps, sessions, open } = stream;
  const ended = new AbortController();
  let reason: AppError | undefined;
  const end = (why?: AppError) => {
    reason ??= why;
    ended.abort();
  };
  const leave = () => end();
  const stop = () => end(appError("SHUTTING_DOWN"));
  const checkSession = () => {
    sessions.isStillGood(open).then(
      (isGood) => isGood || end(appError("UNAUTHORIZED")),
      () => end(appError("UNAUTHORIZED")),
    );
  };
  stream.signal?.addEventListener("abort", leave, { once: true });
  deps.stopping.addEventListener("abort", stop, { once: true });
  if (stream.signal?.aborted) leave();
  if (deps.stopping.aborted) stop();
  const stopChecking = deps.clock.every(sessionCheckMs, checkSession);
  try {
    for await (const event of deps.live.subscribe(ended.signal)) {
      // Who else has an account is the owners' business.
      if (event.topic !== "users" || open.actor.role === "owner") yield event;
    }
    if (reason) throw reason;
  } finally {
    stopChecking();
    stream.signal?.removeEventListener("abort", leave);
    deps.stopping.removeEventListener("abort", stop);
    ended.abort();
  }
}
