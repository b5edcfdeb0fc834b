import {
  appError,
  busEventMaxBytes,
  busExperimental,
  busRoutesPerEvent,
  isAppError,
  type JsonObject,
  PublishEventReply,
  type PublishEventRequest,
} from "@opstage/contracts";
import { type EventFacts, expressionInput } from "../../domain/bus/envelope";
import { redactKeys } from "../../domain/redaction";
import { toRoutedCommand } from "../../store/mappers/bus";
import { toObject } from "../../store/mappers/values";
import type { BusDeliveryRow, BusEventRow, ServiceRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { recordAudit } from "../audit/record";
import type { AgentContext } from "../context";
import { withIdempotency } from "../idempotency";
import { decideFirst } from "./decide-first";
import { busActor, type Delivery, deliver, refuseDelivery } from "./deliver";
import { requireDepth } from "./depth";
import { auditRejection } from "./reject";

/** An event with what the routes decided about it, before the transaction that stores both. */
interface Decided {
  readonly event: EventFacts & { readonly id: BusEventRow["id"] };
  readonly deliveries: readonly Delivery[];
}

/**
 * Takes an event: stores it, and lets every route that matches do what it says, all in one transaction. The rules are
 * evaluated before it. The same id or Idempotency-Key within 24 hours is answered with the first answer.
 * @throws in this order: 413 PAYLOAD_TOO_LARGE · 404 BUS_SOURCE_SERVICE_NOT_FOUND · 403 BUS_SOURCE_SERVICE_FORBIDDEN ·
 * 429 BUS_RATE_LIMITED · 422 BUS_DEPTH_EXCEEDED
 */
export async function publishEvent(
  ctx: AgentContext,
  input: PublishEventRequest,
): Promise<PublishEventReply> {
  const { deps } = ctx;
  const id = deps.ids.next("bev");
  try {
    return await decideFirst(
      deps,
      () => decide(ctx, id, input),
      (tx, decided) => once(tx, ctx, input, () => accept(tx, ctx, { input, decided })),
    );
  } catch (error) {
    if (isAppError(error)) await auditRejection(ctx, input, error);
    throw error;
  }
}

/** The publisher's own id and the header's key both mean "this is the same again"; the id does so whatever comes with it. */
function once(
  tx: Transaction,
  ctx: AgentContext,
  input: PublishEventRequest,
  work: () => Promise<PublishEventReply>,
): Promise<PublishEventReply> {
  const reply = PublishEventReply;
  const byId = { ...ctx, idempotencyKey: input.id ?? undefined };
  return withIdempotency(tx, ctx, {
    operation: "agents.publishEvent",
    request: { ...input },
    reply,
    work: () => withIdempotency(tx, byId, { operation: "agents.publishEvent.id", request: {}, reply, work }),
  });
}

function decide(ctx: AgentContext, id: BusEventRow["id"], input: PublishEventRequest): Decided {
  const { bus, clock } = ctx.deps;
  const event = {
    id,
    eventType: input.eventType,
    sourceServiceCode: input.sourceServiceCode,
    sourceServiceId: null,
    correlationId: input.correlationId ?? null,
    causationId: input.causationId ?? input.commandId ?? null,
    occurredAt: input.occurredAt == null ? clock.now() : Date.parse(input.occurredAt),
    payload: clean(input.payload),
    metadata: clean(input.metadata),
  };
  const routes = bus.matching(event);
  if (routes.length === 0) {
    requireSize(JSON.stringify(event.payload).length + JSON.stringify(event.metadata).length);
    return { event, deliveries: [] };
  }
  const evaluated = expressionInput(event);
  requireSize(evaluated.length);
  const deliveries = routes.flatMap(({ row, rules }): Delivery[] => {
    const decision = rules.decide(evaluated);
    const dryRun = row.status === "DRY_RUN" || input.routePolicy?.dryRun === true;
    return decision.kind === "SKIP" ? [] : [{ event, route: row, decision, dryRun }];
  });
  return { event, deliveries };
}

/** What is stored, what rules see and what commands carry are one and the same: secrets are out of it at once. */
function clean(value: JsonObject | null | undefined): JsonObject {
  return value == null ? {} : toObject(redactKeys(value));
}

function requireSize(length: number): void {
  if (length <= busEventMaxBytes) return;
  throw appError("PAYLOAD_TOO_LARGE", {
    message: `An event may hold ${busEventMaxBytes / 1024} KiB. Publish a reference to what is larger.`,
  });
}

async function accept(
  tx: Transaction,
  ctx: AgentContext,
  { input, decided }: { input: PublishEventRequest; decided: Decided },
): Promise<PublishEventReply> {
  const { deps } = ctx;
  const service = await requireOwnService(tx, ctx, input.sourceServiceCode);
  countEvent(tx, ctx);
  const depth = await requireDepth(tx, input, deps.config.bus.maxDepth);
  const rows: BusDeliveryRow[] = [];
  for (const [index, delivery] of decided.deliveries.entries()) {
    const attempt =
      index < busRoutesPerEvent ? deliver(tx, ctx, delivery) : refuseDelivery(tx, ctx, delivery);
    rows.push(await attempt);
  }
  await insertEvent(tx, ctx, { input, decided, service, depth, rows });
  const { id } = decided.event;
  tx.onCommit(() => deps.live.publish("bus", [id]));
  return { eventId: id, experimental: busExperimental, routedCommands: rows.map(toRoutedCommand) };
}

async function requireOwnService(tx: Transaction, ctx: AgentContext, code: string): Promise<ServiceRow> {
  const service = await tx.services.get({ code });
  if (service === null) throw appError("BUS_SOURCE_SERVICE_NOT_FOUND");
  if (service.agentId !== ctx.actor.id) throw appError("BUS_SOURCE_SERVICE_FORBIDDEN");
  return service;
}

/** Counted here, not after the commit: others in the same commit must see it. */
function countEvent(tx: Transaction, ctx: AgentContext): void {
  const { bus, clock, config } = ctx.deps;
  const now = clock.now();
  const accepted = bus.accepted(ctx.actor.id);
  if (accepted.count(now) >= config.bus.ingestPerMinute) {
    throw appError("BUS_RATE_LIMITED", {
      retryAfterSeconds: Math.max(1, Math.ceil(accepted.waitMs(now) / 1000)),
      details: { limitPerMinute: config.bus.ingestPerMinute },
    });
  }
  accepted.add(now);
  tx.onRollback(() => accepted.takeBack(now));
}

async function insertEvent(
  tx: Transaction,
  ctx: AgentContext,
  accepted: {
    readonly input: PublishEventRequest;
    readonly decided: Decided;
    readonly service: ServiceRow;
    readonly depth: number;
    readonly rows: readonly BusDeliveryRow[];
  },
): Promise<void> {
  const { input, decided, service, depth, rows } = accepted;
  const { event } = decided;
  const failedCount = rows.filter(({ status }) => status === "FAILED").length;
  const facts = { eventType: event.eventType, sourceServiceCode: service.code };
  const target = { targetType: "BusEvent", targetId: event.id, metadata: facts };
  await tx.busEvents.insert({
    ...event,
    payload: JSON.stringify(event.payload),
    metadata: JSON.stringify(event.metadata),
    envelopeId: input.id ?? null,
    agentId: ctx.actor.id,
    sourceServiceId: service.id,
    depth,
    dryRun: input.routePolicy?.dryRun === true,
    outcome: rows.length === 0 ? "UNMATCHED" : failedCount > 0 ? "FAILED" : "ROUTED",
    routeCount: rows.length,
    failedCount,
    createdAt: ctx.deps.clock.now(),
  });
  await tx.busDeliveries.insertMany(rows);
  await recordAudit(tx, ctx, { action: "bus.event.received", ...target });
  if (rows.length === 0)
    await recordAudit(tx, ctx, { action: "bus.route.unmatched", ...target, actor: busActor });
}
