import type { Seams } from "./clock";
import { type Outcome, runBounded } from "./deadline";
import { messageOf } from "./errors";
import { isRecord, toJson } from "./json";
import type { Health, HealthOptions, HealthProvider, HealthStatus } from "./types";

const defaultTimeoutMs = 5_000;
const messageLimit = 500;
const statuses: readonly HealthStatus[] = ["UP", "DEGRADED", "DOWN", "UNKNOWN"];

/** Runs a service's health provider and remembers its last answer. A provider that hangs harms only itself. */
export class HealthCheck {
  readonly #seams: Seams;
  #provider: HealthProvider | undefined;
  #timeoutMs = defaultTimeoutMs;
  /** Set from the start of a check until its code has really ended. */
  #current: Promise<Health> | undefined;
  #latest: Health = { status: "UNKNOWN" };

  constructor(seams: Seams) {
    this.#seams = seams;
  }

  provide(provider: HealthProvider, options: HealthOptions = {}): void {
    this.#provider = provider;
    this.#timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
    if (options.initial) this.#latest = readHealth(options.initial);
  }

  /** The last answer; UNKNOWN before the first one and without a provider. */
  get latest(): Health {
    return this.#latest;
  }

  /** Asks the provider, at most once at a time; resolves within the time limit and never rejects. */
  run(): Promise<Health> {
    const provider = this.#provider;
    if (!provider) return Promise.resolve(this.#latest);
    // A check that hangs is not started a second time: a stuck connection pool would only fill up.
    if (this.#current) return this.#current;
    const check = runBounded((signal) => provider({ signal }), {
      seams: this.#seams,
      timeoutMs: this.#timeoutMs,
    });
    const current = check.outcome.then((outcome) => {
      this.#latest = this.#toHealth(outcome);
      return this.#latest;
    });
    this.#current = current;
    void Promise.all([check.settled, current]).then(() => {
      this.#current = undefined;
    });
    return current;
  }

  #toHealth(outcome: Outcome<Health>): Health {
    if (outcome.kind === "done") return readHealth(outcome.value);
    if (outcome.kind === "failed") return unknown(`The health check failed: ${messageOf(outcome.error)}`);
    return unknown(`The health check did not answer within ${this.#timeoutMs} ms.`);
  }
}

/** What a provider answered, reduced to what Opstage accepts: UP, DEGRADED, DOWN or UNKNOWN, and JSON details. */
function readHealth(answer: unknown): Health {
  if (!isRecord(answer)) return unknown("The health check answered nothing.");
  const status = statuses.find((known) => known === answer.status);
  if (!status)
    return unknown(`The health check answered ${String(answer.status)}, which is no health status.`);
  const message = typeof answer.message === "string" ? answer.message.slice(0, messageLimit) : undefined;
  try {
    return { status, message, details: toJson(answer.details) };
  } catch (error) {
    return { status, message, details: { notJson: messageOf(error) } };
  }
}

function unknown(message: string): Health {
  return { status: "UNKNOWN", message: message.slice(0, messageLimit) };
}
