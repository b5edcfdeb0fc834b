import type { JsonObject } from "../types";

/** An event for Opstage's Capsule Bus (experimental): what happened, for routes that make commands of it. */
export interface BusEventInput {
  /** `demo.item.created`. */
  readonly eventType: string;
  /** The service it is about. Needed only when the agent has several. */
  readonly sourceServiceCode?: string;
  readonly payload?: object;
  readonly metadata?: object;
  /** Ties events of one business case together. */
  readonly correlationId?: string;
  /** The event or command that caused this one. Inside an action's handler it is filled in. */
  readonly causationId?: string;
  /** Default: now. */
  readonly occurredAt?: Date | string;
  /** Your own id of the event: Opstage takes the same one only once a day. Default: a new one. */
  readonly id?: string;
  readonly routePolicy?: { readonly dryRun?: boolean };
}

/** What a route did with an event. */
export interface RoutedCommand {
  readonly routeId: string;
  readonly commandId?: string;
  readonly dryRun: boolean;
  readonly targetServiceCode: string;
  readonly actionName: string;
  readonly status: "CREATED" | "DRY_RUN" | "FAILED";
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

/** Opstage has the event. */
export interface PublishReceipt {
  readonly eventId: string;
  readonly routedCommands: readonly RoutedCommand[];
}

/** An event as it goes over the wire: complete, so that sending it again is the same event. */
export interface OutgoingEvent {
  readonly id: string;
  readonly eventType: string;
  readonly sourceServiceCode: string;
  readonly payload: JsonObject;
  readonly metadata: JsonObject;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly commandId?: string;
  readonly occurredAt: string;
  readonly routePolicy?: { readonly dryRun?: boolean };
}
