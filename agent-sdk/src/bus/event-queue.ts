import type { Seams } from "../clock";
import { AgentApiError, messageOf, NetworkError } from "../errors";
import type { Log } from "../log";
import { Nudge } from "../nudge";
import { classifyFailure, loopBackoffMs } from "../retry";
import { BusQueueFullError, isBusLimit, toBusError } from "./errors";
import type { OutgoingEvent, PublishReceipt } from "./types";

/** Events that wait at most, unless the options say otherwise. */
export const defaultEventsKept = 1_000;

export interface EventQueuePort {
  readonly seams: Seams;
  readonly log: Log;
  readonly limit: number;
  /** Undefined while the agent is not started. */
  sender(): EventSender | undefined;
}

export interface EventSender {
  /** Aborts when this run of the agent is over. */
  readonly signal: AbortSignal;
  publish(event: OutgoingEvent): Promise<PublishReceipt>;
}

interface Entry {
  readonly event: OutgoingEvent;
  isRetried: boolean;
  readonly resolve: (receipt: PublishReceipt) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Events on their way to Opstage, one at a time and in the order they were published. While Opstage is away they wait
 * here, in memory, up to a limit; beyond it the newest is refused, so that what is kept has no holes.
 */
export class EventQueue {
  readonly #port: EventQueuePort;
  readonly #entries: Entry[] = [];
  readonly #nudge = new Nudge();
  #pump: Promise<void> | undefined;

  constructor(port: EventQueuePort) {
    this.#port = port;
  }

  /**
   * Resolves when Opstage has taken the event. A rejection that nobody looks at harms nothing: it is in the log.
   * @throws BusDisabledError, BusRateLimitedError, BusQueueFullError, AgentApiError
   */
  publish(event: OutgoingEvent): Promise<PublishReceipt> {
    const published = new Promise<PublishReceipt>((resolve, reject) => {
      if (this.#entries.length >= this.#port.limit) return reject(new BusQueueFullError(this.#port.limit));
      this.#entries.push({ event, isRetried: false, resolve, reject });
      this.#start();
    });
    published.catch((error: unknown) => {
      this.#port.log("warn", "bus.event.refused", `The event ${event.eventType} was not taken.`, {
        eventType: event.eventType,
        reason: messageOf(error),
      });
    });
    return published;
  }

  /** Opstage is there (again): what waits goes out now. */
  resume(): void {
    this.#nudge.nudge();
    this.#start();
  }

  /** Resolves when nothing waits, or after `ms`. */
  async flush(ms: number): Promise<void> {
    if (this.#entries.length === 0) return;
    const done = new AbortController();
    void this.#pump?.then(() => done.abort());
    await this.#port.seams.sleep(ms, done.signal);
  }

  /** Gives up what is left: the agent has stopped. */
  clear(): void {
    const error = new NetworkError("The agent was stopped before the event reached Opstage.", { url: "" });
    for (const { reject } of this.#entries.splice(0)) reject(error);
  }

  #start(): void {
    const sender = this.#port.sender();
    if (this.#pump !== undefined || sender === undefined || this.#entries.length === 0) return;
    this.#pump = this.#send(sender).finally(() => {
      this.#pump = undefined;
      // Something came between the last look at the queue and now, or the agent was started anew.
      if (!sender.signal.aborted || sender !== this.#port.sender()) this.#start();
    });
  }

  async #send(sender: EventSender): Promise<void> {
    for (let failures = 0; ; ) {
      const [entry] = this.#entries;
      if (entry === undefined) return;
      try {
        const receipt = await sender.publish(entry.event);
        this.#forget(entry);
        entry.resolve(receipt);
        failures = 0;
      } catch (error) {
        if (!isPassing(error, entry)) {
          this.#forget(entry);
          entry.reject(toBusError(error));
          continue;
        }
        if (sender.signal.aborted) return;
        await this.#wait(error, ++failures, sender.signal);
        entry.isRetried ||= isBusLimit(error);
        if (sender.signal.aborted) return;
      }
    }
  }

  /** An outage may be over sooner than expected; a rate limit is not, whoever else gets through meanwhile. */
  #wait(error: unknown, failures: number, signal: AbortSignal): Promise<void> {
    const { seams } = this.#port;
    const ms = loopBackoffMs(error, failures, seams);
    return isRateLimit(error) ? seams.sleep(ms, signal) : this.#nudge.sleep(seams, ms, signal);
  }

  #forget(entry: Entry): void {
    const index = this.#entries.indexOf(entry);
    if (index >= 0) this.#entries.splice(index, 1);
  }
}

/** Worth trying again. The bus's limit is, once: more would hold up everything behind it. */
function isPassing(error: unknown, entry: Entry): boolean {
  if (isBusLimit(error)) return !entry.isRetried;
  if (error instanceof AgentApiError && error.code === "BUS_SOURCE_SERVICE_FORBIDDEN") return false;
  return classifyFailure(error) !== "final";
}

/** Too many calls, of whatever kind. */
function isRateLimit(error: unknown): boolean {
  return error instanceof AgentApiError && error.status === 429;
}
