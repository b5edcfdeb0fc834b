import { z } from "zod";
import {
  AgentId,
  AnyInstant,
  CommandId,
  Instant,
  idOf,
  JsonObject,
  JsonValue,
  ServiceId,
} from "../primitives";
import { ActionName } from "./report";

/** What every reply of the Capsule Bus carries: nothing of it is promised to stay before v1.0. */
export const busExperimental = "v0.4-experimental";
const Experimental = z.literal(busExperimental);

export const BusRouteId = idOf("brt");
export const BusEventId = idOf("bev");
export const BusDeliveryId = idOf("bdl");
export type BusRouteId = z.infer<typeof BusRouteId>;
export type BusEventId = z.infer<typeof BusEventId>;
export type BusDeliveryId = z.infer<typeof BusDeliveryId>;

/** DISABLED does nothing; DRY_RUN leaves a trace and creates no command. */
export const BusRouteStatus = z.enum(["DISABLED", "DRY_RUN", "ENABLED"]);
export type BusRouteStatus = z.infer<typeof BusRouteStatus>;

/** What became of one event on one route. */
export const BusDeliveryStatus = z.enum(["CREATED", "DRY_RUN", "FAILED"]);
export type BusDeliveryStatus = z.infer<typeof BusDeliveryStatus>;

/** What a route does while its target's agent is away: fail at once, or let the command wait for the agent. */
export const BusAwayPolicy = z.enum(["fail", "queue"]);
export type BusAwayPolicy = z.infer<typeof BusAwayPolicy>;

/** Why a route ended up DISABLED by itself. */
export const BusDisabledReason = z.enum(["TRIPPED"]);
export type BusDisabledReason = z.infer<typeof BusDisabledReason>;

/** What one event may weigh: payload and metadata together, as JSON. */
export const busEventMaxBytes = 64 * 1024;
/** How many routes one event may take; any further one fails with BUS_ROUTE_LIMIT. */
export const busRoutesPerEvent = 10;
/** How long an expression may be. */
export const busExpressionMaxLength = 1000;

const name = z.string().trim().min(1);

/** `demo.item.created`: no spaces and no `*`. */
export const BusEventType = name.max(120).regex(/^[^\s*\p{Cc}]+$/u, "Must not hold spaces or *");

/** An event type, or a beginning of event types: `demo.item.*`. */
export const BusEventPattern = name
  .max(120)
  .regex(/^[^\s*\p{Cc}]+(?<!\.)(?:\.\*)?$/u, "Must be an event type; only the end may be .*");

const Expression = z.string().trim().min(1).max(busExpressionMaxLength);

const match = { eventType: BusEventPattern, sourceServiceCode: name.max(120).optional() };
const target = { serviceCode: name.max(120), actionName: ActionName };

/** What a route says, as it is created and replaced. */
export const BusRouteDefinition = z.object({
  name: name.max(100),
  description: z.string().trim().max(500).nullish(),
  status: BusRouteStatus.default("DISABLED"),
  match: z.object({ ...match, sourceServiceCode: match.sourceServiceCode.nullish() }),
  target: z.object(target),
  /** Only events for which this CEL expression is true are taken. */
  condition: Expression.nullish(),
  /** The payload, field by field: texts are CEL expressions over `event`, everything else stands for itself. */
  inputMapping: JsonObject.nullish(),
  metadata: JsonObject.nullish(),
  /** The target may be an action that is HIGH or asks people for a confirmation. */
  allowGuarded: z.boolean().default(false),
  whenAway: BusAwayPolicy.default("fail"),
  /** How long a command waits for an agent that is away. */
  queueSeconds: z.int().min(1).max(604_800).default(86_400),
  /** More commands within a minute disable the route: a loop that hides its cause. */
  maxPerMinute: z.int().min(1).max(1_000_000).default(30),
});
export type BusRouteDefinition = z.infer<typeof BusRouteDefinition>;

/** Something about a route that cannot work as things are now. */
export const BusRouteIssue = z.strictObject({ code: z.string(), path: z.string(), message: z.string() });
export type BusRouteIssue = z.infer<typeof BusRouteIssue>;

export const BusRoute = z.strictObject({
  id: BusRouteId,
  name: z.string(),
  description: z.string().optional(),
  status: BusRouteStatus,
  match: z.strictObject({ eventType: z.string(), sourceServiceCode: z.string().optional() }),
  target: z.strictObject({ serviceCode: z.string(), actionName: z.string() }),
  condition: z.string().optional(),
  inputMapping: JsonObject,
  metadata: JsonObject,
  allowGuarded: z.boolean(),
  whenAway: BusAwayPolicy,
  queueSeconds: z.int(),
  maxPerMinute: z.int(),
  /** Set when the route was disabled by itself, until somebody changes its status. */
  disabledReason: BusDisabledReason.nullable(),
  disabledAt: Instant.nullable(),
  /** What cannot work as things are now; empty when nothing is in the way. */
  issues: z.array(BusRouteIssue),
  createdAt: Instant,
  updatedAt: Instant,
  experimental: Experimental,
});
export type BusRoute = z.infer<typeof BusRoute>;

const freeText = (max: number) => z.string().trim().min(1).max(max).nullish();

/** An event as a service publishes it. */
export const PublishEventRequest = z.object({
  /** The publisher's own id of the event: the same one again within 24 hours is answered with the first answer. */
  id: freeText(200),
  eventType: BusEventType,
  sourceServiceCode: name.max(120),
  payload: JsonObject.nullish(),
  metadata: JsonObject.nullish(),
  correlationId: freeText(200),
  /** The event (by either of its ids) or the command that caused this one. */
  causationId: freeText(200),
  /** The command whose handler publishes this event; SDKs fill it in. */
  commandId: freeText(200),
  occurredAt: AnyInstant.nullish(),
  routePolicy: z.object({ dryRun: z.boolean().nullish() }).nullish(),
});
export type PublishEventRequest = z.infer<typeof PublishEventRequest>;

/** What one route did with an event, as its publisher hears it. */
export const RoutedCommand = z.strictObject({
  routeId: BusRouteId,
  commandId: CommandId.optional(),
  dryRun: z.boolean(),
  targetServiceCode: z.string(),
  actionName: z.string(),
  status: BusDeliveryStatus,
  errorCode: z.string().optional(),
  errorMessage: z.string().optional(),
});
export type RoutedCommand = z.infer<typeof RoutedCommand>;

export const PublishEventReply = z.strictObject({
  eventId: BusEventId,
  experimental: Experimental,
  routedCommands: z.array(RoutedCommand),
});
export type PublishEventReply = z.infer<typeof PublishEventReply>;

/** FAILED: at least one route did not do what it should. */
export const BusEventOutcome = z.enum(["ROUTED", "UNMATCHED", "FAILED"]);
export type BusEventOutcome = z.infer<typeof BusEventOutcome>;

export const BusEvent = z.strictObject({
  id: BusEventId,
  /** The publisher's own id of the event. */
  envelopeId: z.string().optional(),
  agentId: AgentId,
  sourceServiceId: ServiceId.optional(),
  sourceServiceCode: z.string(),
  eventType: z.string(),
  payload: JsonObject,
  metadata: JsonObject,
  correlationId: z.string().optional(),
  causationId: z.string().optional(),
  occurredAt: Instant,
  acceptedAt: Instant,
  outcome: BusEventOutcome,
  /** How many routes matched when it arrived. */
  routeCount: z.int(),
  /** How many of them did not do what they should. */
  failedCount: z.int(),
  experimental: Experimental,
});
export type BusEvent = z.infer<typeof BusEvent>;

export const BusDelivery = z.strictObject({
  id: BusDeliveryId,
  eventId: BusEventId,
  eventType: z.string(),
  sourceServiceCode: z.string(),
  routeId: BusRouteId,
  /** The route's name when it happened. */
  routeName: z.string(),
  status: BusDeliveryStatus,
  dryRun: z.boolean(),
  targetServiceCode: z.string(),
  targetServiceId: ServiceId.nullable(),
  actionName: z.string(),
  commandId: CommandId.nullable(),
  /** The payload that was sent, or would have been; secret fields hold a marker. */
  payload: JsonObject.nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  /** The failed delivery that this one repeats. */
  replayOf: BusDeliveryId.nullable(),
  /** The delivery that repeated this failed one. */
  replayedBy: BusDeliveryId.nullable(),
  createdAt: Instant,
  experimental: Experimental,
});
export type BusDelivery = z.infer<typeof BusDelivery>;

export const BusEventDetail = z.strictObject({
  ...BusEvent.shape,
  /** Oldest first; replays included. */
  deliveries: z.array(BusDelivery),
});
export type BusEventDetail = z.infer<typeof BusEventDetail>;

/** What a replay came to. */
export const BusReplay = z.strictObject({
  deliveries: z.array(BusDelivery),
  /** More failed deliveries match: replay again. */
  hasMore: z.boolean(),
  experimental: Experimental,
});
export type BusReplay = z.infer<typeof BusReplay>;

/** One hour of a route's work, oldest first; `hour` is its first instant. */
export const BusRouteHour = z.strictObject({
  hour: Instant,
  created: z.int(),
  dryRun: z.int(),
  failed: z.int(),
});
export const BusRouteActivity = z.strictObject({
  hours: z.array(BusRouteHour),
  lastMatchedAt: Instant.nullable(),
  experimental: Experimental,
});
export type BusRouteActivity = z.infer<typeof BusRouteActivity>;

/** What is tried out: the parts of a route that decide about an event. */
export const BusTrial = z.object({
  match: z
    .object({
      eventType: BusEventPattern.nullish(),
      sourceServiceCode: match.sourceServiceCode.nullish(),
    })
    .nullish(),
  target: z.object(target).nullish(),
  condition: Expression.nullish(),
  inputMapping: JsonObject.nullish(),
  allowGuarded: z.boolean().default(false),
});
export type BusTrial = z.infer<typeof BusTrial>;

/** The value of one expression, or why it has none. */
export const BusExpressionResult = z.strictObject({
  path: z.string(),
  value: JsonValue.optional(),
  error: z.string().optional(),
});
export type BusExpressionResult = z.infer<typeof BusExpressionResult>;

/** WOULD_CREATE, or the reason why the route would not have created a command. */
export const BusTrialOutcome = z.enum(["WOULD_CREATE", "NO_MATCH", "CONDITION_FALSE", "WOULD_FAIL"]);
export type BusTrialOutcome = z.infer<typeof BusTrialOutcome>;

/** What a route would do with one event. */
export const BusPreview = z.strictObject({
  outcome: BusTrialOutcome,
  condition: BusExpressionResult.nullable(),
  fields: z.array(BusExpressionResult),
  payload: JsonObject.nullable(),
  issues: z.array(BusRouteIssue),
  experimental: Experimental,
});
export type BusPreview = z.infer<typeof BusPreview>;

/** What a route would have done with the last events. */
export const BusSimulation = z.strictObject({
  /** Events that were looked at, newest first. */
  examined: z.int(),
  matched: z.int(),
  wouldCreate: z.int(),
  conditionFalse: z.int(),
  wouldFail: z.int(),
  /** The most commands it would have created within any minute. */
  peakPerMinute: z.int(),
  /** The newest matching ones. */
  samples: z.array(
    z.strictObject({
      eventId: BusEventId,
      eventType: z.string(),
      sourceServiceCode: z.string(),
      acceptedAt: Instant,
      outcome: BusTrialOutcome,
      errorCode: z.string().nullable(),
      errorMessage: z.string().nullable(),
      payload: JsonObject.nullable(),
    }),
  ),
  issues: z.array(BusRouteIssue),
  experimental: Experimental,
});
export type BusSimulation = z.infer<typeof BusSimulation>;
