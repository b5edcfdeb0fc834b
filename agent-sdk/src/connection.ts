import { AgentApiError, messageOf } from "./errors";
import type { Log } from "./log";
import { classifyFailure } from "./retry";

export interface ConnectionPort {
  readonly log: Log;
  now(): number;
  /** Every loop works again after at least one did not; `loop` was the last. */
  readonly onRestored: (loop: string) => void;
  /** One works again, others have not been tried since. */
  readonly onRestoring: () => void;
}

/**
 * Whether the loops get through. Several loops fail together when Opstage is away; an operator should read
 * that once, and once that it is back.
 */
export class Connection {
  readonly #port: ConnectionPort;
  readonly #failing = new Set<string>();
  #since = 0;
  #lastSaid = "";

  constructor(port: ConnectionPort) {
    this.#port = port;
  }

  get isWell(): boolean {
    return this.#failing.size === 0;
  }

  failed(loop: string, error: unknown): void {
    if (this.#failing.size === 0) this.#since = this.#port.now();
    this.#failing.add(loop);
    const kind = this.#describe(error);
    if (kind.said === this.#lastSaid) return;
    this.#lastSaid = kind.said;
    const api = error instanceof AgentApiError ? { status: error.status, code: error.code } : {};
    this.#port.log(kind.level, kind.event, `${messageOf(error).replace(/\.?$/, ".")}${kind.advice}`, {
      ...api,
      loop,
    });
  }

  succeeded(loop: string): void {
    if (!this.#failing.delete(loop)) return;
    if (this.#failing.size > 0) {
      this.#port.onRestoring();
      return;
    }
    this.#lastSaid = "";
    const awayMs = this.#port.now() - this.#since;
    this.#port.log("info", "connection.restored", "Opstage answers again.", { awayMs });
    this.#port.onRestored(loop);
  }

  #describe(error: unknown) {
    const code = error instanceof AgentApiError ? `${error.status} ${error.code}` : "";
    switch (classifyFailure(error)) {
      case "refused": {
        const advice =
          code === "403 AGENT_DISABLED"
            ? " The agent goes on by itself once it is enabled in the console."
            : " The agent was revoked, or registered again elsewhere: delete the token file and register with a new registration token.";
        return { level: "error" as const, event: "auth.refused", advice, said: `refused ${code}` };
      }
      case "final":
        return { level: "error" as const, event: "request.refused", advice: "", said: messageOf(error) };
      case "retry":
        return {
          level: "warn" as const,
          event: "connection.lost",
          advice: " The service goes on; the agent keeps trying.",
          said: "retry",
        };
    }
  }
}
