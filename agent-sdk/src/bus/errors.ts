import { AgentApiError, type ApiFailure } from "../errors";

/** The Capsule Bus is off on this Opstage. Publishing again changes nothing until it is turned on. */
export class BusDisabledError extends AgentApiError {
  override readonly name = "BusDisabledError";
}

/** The agent publishes more events than Opstage takes in a minute; the event was tried twice. */
export class BusRateLimitedError extends AgentApiError {
  override readonly name = "BusRateLimitedError";
}

/** More events wait for Opstage than the agent keeps; this one was not taken. */
export class BusQueueFullError extends Error {
  override readonly name = "BusQueueFullError";

  constructor(limit: number) {
    super(
      `${limit} events wait for Opstage already. This one was not taken; publish it later, or fewer of them.`,
    );
  }
}

/** More events than the bus takes of one agent; a busy server's 429 is about calls of every kind, and passes. */
export function isBusLimit(error: unknown): error is AgentApiError {
  return error instanceof AgentApiError && error.code === "BUS_RATE_LIMITED";
}

/** The failure under the name that fits the bus. */
export function toBusError(error: unknown): unknown {
  if (!(error instanceof AgentApiError)) return error;
  const failure: ApiFailure = { ...error, url: error.url, cause: error };
  if (error.status === 404 && error.code === "CAPSULE_BUS_DISABLED")
    return new BusDisabledError(error.message, failure);
  if (isBusLimit(error)) return new BusRateLimitedError(error.message, failure);
  return error;
}
