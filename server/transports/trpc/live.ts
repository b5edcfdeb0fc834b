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
 * Changes as they happen, until the console leaves, the session ends or the server stops. It listens from the call on,
 * not from the first read: a console is told that it is connected before anything is read, and may count on it.
 * Reading throws AppError UNAUTHORIZED when the session ended, SHUTTING_DOWN when clients have to connect again.
 */
export function streamChanges(stream: LiveStream): AsyncGenerator<LiveEvent> {
  const { deps, sessions, open, signal } = stream;
  const ended = new AbortController();
  let reason: AppError | undefined;
  const end = (why?: AppError) => {
    reason ??= why;
    ended.abort();
  };
  const leave = () => end();
  const stop = () => end(appError("SHUTTING_DOWN"));
  const stopChecking = deps.clock.every(sessionCheckMs, () => {
    sessions.isStillGood(open).then(
      (isGood) => isGood || end(appError("UNAUTHORIZED")),
      () => end(appError("UNAUTHORIZED")),
    );
  });
  ended.signal.addEventListener("abort", () => {
    stopChecking();
    signal?.removeEventListener("abort", leave);
    deps.stopping.removeEventListener("abort", stop);
  });
  signal?.addEventListener("abort", leave, { once: true });
  deps.stopping.addEventListener("abort", stop, { once: true });
  if (signal?.aborted) leave();
  if (deps.stopping.aborted) stop();
  const changes = deps.live.subscribe(ended.signal);

  return (async function* () {
    try {
      for await (const event of changes) {
        // Who else has an account is the owners' business.
        if (event.topic !== "users" || open.actor.role === "owner") yield event;
      }
      if (reason) throw reason;
    } finally {
      ended.abort();
    }
  })();
}
