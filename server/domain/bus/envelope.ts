import { busExperimental, type JsonObject } from "@opstage/contracts";
import { type EpochMs, toInstant } from "../time";
import type { ExpressionInput } from "./expression";

/** What expressions and commands know of an event. */
export interface EventFacts {
  readonly id: string;
  readonly eventType: string;
  readonly sourceServiceCode: string;
  readonly sourceServiceId: string | null;
  readonly correlationId: string | null;
  readonly causationId: string | null;
  readonly occurredAt: EpochMs;
  readonly payload: JsonObject;
  readonly metadata: JsonObject;
}

/** The event as `event` in expressions. */
export function expressionInput(event: EventFacts): ExpressionInput {
  const view = eventView(event);
  return { event: view, length: JSON.stringify(view).length };
}

/** The payload of a command whose route maps nothing: the whole event, and its payload once more for convenience. */
export function commandEnvelope(event: EventFacts): JsonObject {
  const { id, ...facts } = eventView(event);
  return { busEvent: { id: id ?? "", experimental: busExperimental, ...facts }, payload: event.payload };
}

function eventView(event: EventFacts): JsonObject {
  return {
    id: event.id,
    eventType: event.eventType,
    sourceServiceCode: event.sourceServiceCode,
    ...(event.sourceServiceId === null ? {} : { sourceServiceId: event.sourceServiceId }),
    occurredAt: toInstant(event.occurredAt),
    ...(event.correlationId === null ? {} : { correlationId: event.correlationId }),
    ...(event.causationId === null ? {} : { causationId: event.causationId }),
    payload: event.payload,
    metadata: event.metadata,
  };
}
