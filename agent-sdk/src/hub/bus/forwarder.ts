import { AdapterEvent } from "@opstage/contracts";
import type { z } from "zod";
import { BusRateLimitedError } from "../../bus/errors";
import type { Seams } from "../../clock";
import { AgentApiError, messageOf } from "../../errors";
import type { Log } from "../../log";
import { backoffMs, classifyFailure, loopBackoffMs } from "../../retry";
import type { AgentRuntime } from "../../runtime";
import type { Adapter } from "../adapter";
import type { CursorFile } from "./cursor-file";

export interface ForwarderPort {
  readonly seams: Seams;
  readonly log: Log;
  readonly runtime: Pick<AgentRuntime, "publishEvent">;
  readonly cursors: CursorFile;
  /** Events wait, go on again, or one was left out for the first time. */
  onNews(): void;
}

const pageSize = 100;
const busOffMs = 60_000;
/** A service that was just taken in will have been reported by then. */
const notReportedMs = 2_000;
const rateLimitedMs = 10_000;

const issuesShown = 3;

/**
 * Takes a child's events to Opstage, in their order, each at least once; Opstage drops doubles by their id. What
 * they mean and whom they concern is not its business. An event that can never get there is told and left out, so
 * that it keeps no other back.
 */
export class Forwarder {
  readonly #code: string;
  readonly #adapter: Adapter;
  readonly #everyMs: number;
  readonly #port: ForwarderPort;
  readonly #stop = new AbortController();
  /** Events after the cursor that Opstage has already, or that were left out. */
  readonly #settled = new Set<string>();
  #leftOut = 0;
  #problem: string | undefined;
  #lastTold: string | undefined;

  constructor(
    code: string,
    { adapter, everyMs }: { adapter: Adapter; everyMs: number },
    port: ForwarderPort,
  ) {
    this.#code = code;
    this.#adapter = adapter;
    this.#everyMs = everyMs;
    this.#port = port;
  }

  /** Why no events get through, if so. */
  get problem(): string | undefined {
    return this.#problem && `${this.#code}: ${this.#problem}`;
  }

  /** How many events were left out since the child was taken in. */
  get leftOut(): number {
    return this.#leftOut;
  }

  start(): void {
    void this.#forward();
  }

  stop(): void {
    this.#stop.abort();
  }

  async #forward(): Promise<void> {
    const { seams, onNews } = this.#port;
    const { signal } = this.#stop;
    for (let failures = 0; !signal.aborted; ) {
      const before = this.#news();
      let delayMs = this.#everyMs;
      try {
        const isMore = await this.#forwardPage();
        if (isMore) delayMs = 0;
        failures = 0;
        this.#problem = undefined;
        this.#lastTold = undefined;
      } catch (error) {
        failures++;
        delayMs = Math.max(delayMs, this.#delayAfter(error, failures));
        this.#tell(error);
      }
      if (this.#news() !== before) onNews();
      await seams.sleep(delayMs, signal);
    }
  }

  #news(): string {
    return `${this.#leftOut > 0} ${this.#problem ?? ""}`;
  }

  /** True when the child may have more. */
  async #forwardPage(): Promise<boolean> {
    const { cursors, seams } = this.#port;
    const cursor = cursors.get(this.#code);
    const page = await this.#adapter.events?.(cursor, pageSize);
    if (!page) return false;
    for (const [index, item] of page.events.entries()) {
      if (this.#stop.signal.aborted) return false;
      const { data: event, error } = AdapterEvent.safeParse(item);
      const key = event ? `id ${event.id}` : `place ${index}`;
      if (this.#settled.has(key)) continue;
      if (event) await this.#publish(event);
      else this.#leaveOut("bus.eventMalformed", `Number ${index + 1} of its page: ${issuesOf(error)}`);
      this.#settled.add(key);
    }
    const { next } = page;
    if (next === undefined || next === null || next === cursor) {
      if (page.events.length === 0) return false;
      throw new Error("GET /capsule/bus/events answered events without moving its cursor (next)");
    }
    await cursors.set(this.#code, next);
    this.#settled.clear();
    // A child that always has news must not keep the hub from anything else.
    await seams.sleep(0);
    return page.events.length > 0;
  }

  async #publish(event: AdapterEvent): Promise<void> {
    try {
      await this.#port.runtime.publishEvent({
        // Two children may number their events alike.
        id: `${this.#code}:${event.id}`,
        sourceServiceCode: this.#code,
        eventType: event.eventType,
        payload: event.payload,
        metadata: event.metadata ?? undefined,
        occurredAt: event.occurredAt ?? undefined,
        correlationId: event.correlationId ?? undefined,
        causationId: event.causationId ?? undefined,
      });
    } catch (error) {
      if (!isFinal(error)) throw error;
      this.#leaveOut("bus.eventRefused", `Opstage refused the event ${event.id}: ${messageOf(error)}`);
    }
  }

  #leaveOut(code: string, reason: string): void {
    this.#leftOut++;
    this.#port.log("warn", code, `An event of ${this.#code} is left out. ${reason}`, { service: this.#code });
  }

  #delayAfter(error: unknown, failures: number): number {
    const code = codeOf(error);
    if (code === "CAPSULE_BUS_DISABLED") return busOffMs;
    if (code === "BUS_SOURCE_SERVICE_NOT_FOUND") return notReportedMs;
    if (error instanceof BusRateLimitedError) {
      return error.retryAfterMs === undefined ? rateLimitedMs : backoffMs(error, 0, this.#port.seams);
    }
    return error instanceof AgentApiError ? loopBackoffMs(error, failures, this.#port.seams) : 0;
  }

  #tell(error: unknown): void {
    const problem = messageOf(error);
    if (problem === this.#lastTold) return;
    this.#lastTold = problem;
    // A bus that is off is how Opstage is meant to be unless somebody wants one.
    const isOff = codeOf(error) === "CAPSULE_BUS_DISABLED";
    this.#problem = isOff ? undefined : problem;
    const text = `The events of ${this.#code} wait: ${problem}`;
    this.#port.log(isOff ? "info" : "warn", "bus.forwardingFailed", text, { service: this.#code });
  }
}

function issuesOf(error: z.ZodError): string {
  const issues = error.issues.slice(0, issuesShown);
  return issues.map(({ path, message }) => `${path.map(String).join(".")} ${message}`.trim()).join("; ");
}

/** An answer about this one event that no repetition changes; the others may well be accepted. */
function isFinal(error: unknown): boolean {
  if (error instanceof BusRateLimitedError) return false;
  const isAnswer = error instanceof AgentApiError && classifyFailure(error) === "final";
  return isAnswer && !["CAPSULE_BUS_DISABLED", "BUS_SOURCE_SERVICE_NOT_FOUND"].includes(codeOf(error) ?? "");
}

function codeOf(error: unknown): string | undefined {
  return error instanceof AgentApiError ? error.code : undefined;
}
