import type { LiveEvent } from "@opstage/contracts";
import type { AppRouter } from "@opstage/contracts/trpc";
import { createTRPCClient, httpSubscriptionLink } from "@trpc/client";

/** `live`: changes arrive. `lost`: they do not, and it is being tried again. */
export type LiveState = "connecting" | "live" | "lost";

export interface LiveSink {
  onEvent(event: LiveEvent): void;
  onState(state: LiveState): void;
}

export interface LiveStream {
  /** Tries at once instead of when the pause is over; does nothing while it is live. */
  wake(): void;
  close(): void;
}

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/**
 * Holds the one stream of changes open, with growing pauses between attempts. It never gives up: a session that
 * ended is noticed by the pages, whose fetches are refused.
 */
export function openLiveStream(origin: string, sink: LiveSink): LiveStream {
  const client = createTRPCClient<AppRouter>({
    links: [httpSubscriptionLink({ url: `${origin}/api/trpc` })],
  });
  let pauseMs = firstPauseMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let subscription: { unsubscribe(): void } | undefined;
  let isLive = false;
  // Words of an attempt that was given up, or of a closed stream, must not be heard.
  let attempt = 0;

  const retryLater = (): void => {
    subscription = undefined;
    isLive = false;
    sink.onState("lost");
    clearTimeout(timer);
    timer = setTimeout(connect, pauseMs);
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
  };

  function connect(): void {
    clearTimeout(timer);
    attempt += 1;
    const mine = attempt;
    const ifCurrent =
      <A extends unknown[]>(act: (...values: A) => void) =>
      (...values: A): void => {
        if (mine === attempt) act(...values);
      };
    subscription?.unsubscribe();
    subscription = client.live.changes.subscribe(undefined, {
      onData: ifCurrent((event: LiveEvent) => sink.onEvent(event)),
      onConnectionStateChange: ifCurrent((state: { readonly state: string; readonly error?: unknown }) => {
        if (state.state === "pending") {
          isLive = true;
          pauseMs = firstPauseMs;
          sink.onState("live");
        } else if (state.state === "connecting") {
          isLive = false;
          sink.onState(state.error ? "lost" : "connecting");
        }
      }),
      onError: ifCurrent(retryLater),
      onComplete: ifCurrent(retryLater),
    });
  }

  connect();
  return {
    wake: () => {
      if (isLive) return;
      pauseMs = firstPauseMs;
      connect();
    },
    close: () => {
      attempt += 1;
      clearTimeout(timer);
      subscription?.unsubscribe();
    },
  };
}
