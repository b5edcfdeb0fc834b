import type { LiveEvent } from "@opstage/contracts";
import type { LiveState } from "./stream";

/** What the holder of the stream tells the tabs. */
export type LiveMessage = { readonly state: LiveState } | { readonly event: LiveEvent };

/** What a tab tells the worker: it has come, it wants the stream tried again now, it goes. */
export type TabMessage = "hello" | "wake" | "bye";

/** Both sides are this program, so the shape is known; other senders' messages are told apart by it. */
export function isLiveMessage(data: unknown): data is LiveMessage {
  return typeof data === "object" && data !== null && ("state" in data || "event" in data);
}
