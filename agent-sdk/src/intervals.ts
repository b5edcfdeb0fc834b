import type { ServerIntervals } from "./replies";

/** What the host asks for, in milliseconds; it wins over what the server wishes. */
export interface IntervalOptions {
  /** Default 30000. */
  readonly heartbeatMs?: number;
  /** Default 5000. Used against servers without long poll, and when `longPoll` is off. */
  readonly commandPollMs?: number;
  /** Default 60000. */
  readonly serviceReportMs?: number;
}

const hourMs = 3_600_000;

/** How often the agent speaks. */
export class Intervals {
  readonly #own: IntervalOptions;
  #heartbeatMs = 30_000;
  #commandPollMs = 5_000;

  constructor(own: IntervalOptions = {}) {
    this.#own = own;
  }

  get heartbeatMs(): number {
    return this.#own.heartbeatMs ?? this.#heartbeatMs;
  }

  get commandPollMs(): number {
    return this.#own.commandPollMs ?? this.#commandPollMs;
  }

  get serviceReportMs(): number {
    return this.#own.serviceReportMs ?? 60_000;
  }

  /** Takes over what the server wishes, within one hour. */
  adopt(wish: ServerIntervals): void {
    this.#heartbeatMs = toMs(wish.heartbeatIntervalSeconds) ?? this.#heartbeatMs;
    this.#commandPollMs = toMs(wish.commandPollIntervalSeconds) ?? this.#commandPollMs;
  }
}

function toMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.min(seconds * 1_000, hourMs);
}
