import type { ProxyEnv } from "../proxy";
import type { WireReply, WireRequest } from "../transport";

/** What the host's thread tells the heartbeat thread. `agent` numbers the running agents of the process. */
export type ToThread =
  | { readonly kind: "join"; readonly agent: number; readonly proxyEnv: ProxyEnv }
  /** What to send, if need be, and how often. `isSent`: the host has just sent it itself. */
  | {
      readonly kind: "state";
      readonly agent: number;
      readonly request: WireRequest;
      readonly intervalMs: number;
      readonly busyLimitMs: number;
      readonly isSent: boolean;
    }
  | { readonly kind: "leave"; readonly agent: number }
  | { readonly kind: "answer" };

/** What it hears back. */
export type FromThread =
  | { readonly kind: "question" }
  | { readonly kind: "reply"; readonly agent: number; readonly reply: WireReply };
