import { readReply } from "../client";
import type { Log } from "../log";
import type { RuntimeOptions } from "../options";
import { type HeartbeatReply, readHeartbeatReply } from "../replies";
import type { WireReply } from "../transport";
import type { AgentState } from "./host-watch";
import { joinHeartbeatThread, type StandIn } from "./stand-in";

const defaultBusyLimitMs = 60_000;

export interface BusyHeartbeatsPort {
  readonly options: RuntimeOptions;
  readonly log: Log;
  /** What the agent would send now; undefined before it is registered. */
  request(): AgentState["request"] | undefined;
  intervalMs(): number;
  /** What Opstage answered while this thread was busy. */
  adopt(reply: HeartbeatReply): void;
}

/** The agent's heartbeats while its process computes: a thread sends what it was given last. */
export class BusyHeartbeats {
  readonly #port: BusyHeartbeatsPort;
  #standIn: StandIn | undefined;

  constructor(port: BusyHeartbeatsPort) {
    this.#port = port;
  }

  start(): void {
    const { options, log } = this.#port;
    if (options.heartbeatThread === false) return;
    this.#standIn = joinHeartbeatThread({
      proxyEnv: options.proxyEnv ?? process.env,
      onReply: (reply) => this.#adopt(reply),
      onFailed: (reason) =>
        log(
          "warn",
          "heartbeat.inline",
          `There is no heartbeat thread (${reason}): heartbeats pause while this process is busy. ` +
            "Keep @opstage/agent out of the bundle, or set heartbeatThread: false.",
        ),
    });
    this.update(false);
  }

  /** What there is to send has changed; or `isSent`, this thread has just sent it itself. */
  update(isSent: boolean): void {
    if (!this.#standIn) return;
    const request = this.#port.request();
    if (!request) return;
    const { busyLimitMs = defaultBusyLimitMs } = this.#port.options;
    this.#standIn.update({ request, intervalMs: this.#port.intervalMs(), busyLimitMs, isSent });
  }

  async stop(): Promise<void> {
    await this.#standIn?.leave();
  }

  /** Failures are the next own heartbeat's business. */
  #adopt(reply: WireReply): void {
    try {
      this.#port.adopt(readHeartbeatReply(readReply(reply, this.#port.options.backendUrl)));
    } catch {
      // The next heartbeat meets the same and says it.
    }
  }
}
