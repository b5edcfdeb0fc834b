import {
  type BusDelivery,
  type BusEvent,
  type BusRoute,
  type BusRouteIssue,
  busExperimental,
  type RoutedCommand,
} from "@opstage/contracts";
import type { EventFacts } from "../../domain/bus/envelope";
import { redactKeys } from "../../domain/redaction";
import { toInstant } from "../../domain/time";
import type { BusDeliveryRow, BusEventRow, BusRouteRow } from "../rows";
import { parseObject, toInstantOrNull, toObject } from "./values";

export function toBusRoute(row: BusRouteRow, issues: BusRouteIssue[]): BusRoute {
  return {
    id: row.id,
    name: row.name,
    ...(row.description === null ? {} : { description: row.description }),
    status: row.status,
    match: {
      eventType: row.eventType,
      ...(row.sourceServiceCode === null ? {} : { sourceServiceCode: row.sourceServiceCode }),
    },
    target: { serviceCode: row.targetServiceCode, actionName: row.actionName },
    ...(row.condition === null ? {} : { condition: row.condition }),
    inputMapping: row.inputMapping === null ? {} : parseObject(row.inputMapping),
    metadata: parseObject(row.metadata),
    allowGuarded: row.allowGuarded,
    whenAway: row.whenAway,
    queueSeconds: row.queueSeconds,
    maxPerMinute: row.maxPerMinute,
    disabledReason: row.disabledReason,
    disabledAt: toInstantOrNull(row.disabledAt),
    issues,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    experimental: busExperimental,
  };
}

export function toBusEvent(row: BusEventRow): BusEvent {
  return {
    id: row.id,
    ...(row.envelopeId === null ? {} : { envelopeId: row.envelopeId }),
    agentId: row.agentId,
    ...(row.sourceServiceId === null ? {} : { sourceServiceId: row.sourceServiceId }),
    sourceServiceCode: row.sourceServiceCode,
    eventType: row.eventType,
    payload: parseObject(row.payload),
    metadata: parseObject(row.metadata),
    ...(row.correlationId === null ? {} : { correlationId: row.correlationId }),
    ...(row.causationId === null ? {} : { causationId: row.causationId }),
    occurredAt: toInstant(row.occurredAt),
    acceptedAt: toInstant(row.createdAt),
    outcome: row.outcome,
    routeCount: row.routeCount,
    failedCount: row.failedCount,
    experimental: busExperimental,
  };
}

/** What rules and commands see of a stored event. */
export function toEventFacts(row: BusEventRow): EventFacts {
  const { id, eventType, sourceServiceCode, sourceServiceId, correlationId, causationId, occurredAt } = row;
  return {
    id,
    eventType,
    sourceServiceCode,
    sourceServiceId,
    correlationId,
    causationId,
    occurredAt,
    payload: parseObject(row.payload),
    metadata: parseObject(row.metadata),
  };
}

/** A delivery beside its event. Payloads are shown as those of commands are. */
export function toBusDelivery(
  row: BusDeliveryRow,
  event: Pick<BusEventRow, "eventType" | "sourceServiceCode">,
): BusDelivery {
  return {
    id: row.id,
    eventId: row.eventId,
    eventType: event.eventType,
    sourceServiceCode: event.sourceServiceCode,
    routeId: row.routeId,
    routeName: row.routeName,
    status: row.status,
    dryRun: row.dryRun,
    targetServiceCode: row.targetServiceCode,
    targetServiceId: row.targetServiceId,
    actionName: row.actionName,
    commandId: row.commandId,
    payload: row.payload === null ? null : toObject(redactKeys(parseObject(row.payload))),
    errorCode: row.errorCode,
    errorMessage: row.errorMessage,
    replayOf: row.replayOfId,
    replayedBy: row.replayedById,
    createdAt: toInstant(row.createdAt),
    experimental: busExperimental,
  };
}

/** What the publisher hears of a delivery. */
export function toRoutedCommand(row: BusDeliveryRow): RoutedCommand {
  return {
    routeId: row.routeId,
    ...(row.commandId === null ? {} : { commandId: row.commandId }),
    dryRun: row.dryRun,
    targetServiceCode: row.targetServiceCode,
    actionName: row.actionName,
    status: row.status,
    ...(row.errorCode === null ? {} : { errorCode: row.errorCode }),
    ...(row.errorMessage === null ? {} : { errorMessage: row.errorMessage }),
  };
}
