import {
  type ErrorCode,
  errorCatalog,
  type StoredErrorCode,
  storedErrorCodes,
  type UserId,
} from "@opstage/contracts";
import { commandRefusal } from "../../domain/availability";
import { commandEnvelope, type EventFacts } from "../../domain/bus/envelope";
import { isGuarded } from "../../domain/bus/route-issues";
import type { Decision } from "../../domain/bus/route-rules";
import { dispatchDeadline } from "../../domain/command-lifecycle";
import type { BusDeliveryRow, BusRouteRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import type { Target } from "../actions/find";
import { recordAudit } from "../audit/record";
import { enqueueCommand } from "../commands/enqueue";
import { type StoredPayload, storePayload } from "../commands/payload";
import type { ServiceContext, SystemActor } from "../context";
import { statusContext, withPresence } from "../status";
import { tripRoute } from "./trip";

/** What the bus does by itself is done by the bus. */
export const busActor: SystemActor = { type: "SYSTEM", job: "bus" };

/** One route that takes one event, with what its rules have made of it. */
export interface Delivery {
  readonly event: EventFacts & { readonly id: BusDeliveryRow["eventId"] };
  readonly route: BusRouteRow;
  readonly decision: Exclude<Decision, { kind: "SKIP" }>;
  readonly dryRun: boolean;
  /** Set when a person repeats it. */
  readonly replay?: { readonly of: BusDeliveryRow | null; readonly byUserId: UserId };
}

interface Failure {
  readonly code: ErrorCode | StoredErrorCode;
  readonly message?: string;
}

/**
 * Lets a route do what it says with an event, inside the caller's transaction: at most one command, or a trace of why
 * not. The caller inserts the row that it answers.
 */
export async function deliver(
  tx: Transaction,
  ctx: ServiceContext,
  delivery: Delivery,
): Promise<BusDeliveryRow> {
  const { event, route, dryRun } = delivery;
  const metadata = { eventId: event.id, dryRun };
  await audit(tx, ctx, { action: "bus.route.matched", targetType: "BusRoute", targetId: route.id, metadata });
  const target = await findTarget(tx, route);
  const stored = target === null ? null : storedPayload(ctx, delivery, target);
  const failure =
    target === null ? { code: "BUS_TARGET_NOT_FOUND" as const } : refusalOf(ctx, delivery, target);
  const row = newRow(ctx, delivery, { target, stored });
  if (failure !== null) return fail(tx, ctx, row, failure);
  if (dryRun || target === null || stored === null) return { ...row, status: "DRY_RUN" };
  if (delivery.replay === undefined && !(await mayFire(tx, ctx, route)))
    return fail(tx, ctx, row, { code: "BUS_ROUTE_TRIPPED" });
  const commandId = await enqueue(tx, ctx, { delivery, target, stored });
  return { ...row, status: "CREATED", commandId };
}

/** A delivery that is not tried, because its event has matched too many routes already. */
export function refuseDelivery(
  tx: Transaction,
  ctx: ServiceContext,
  delivery: Delivery,
): Promise<BusDeliveryRow> {
  return fail(tx, ctx, newRow(ctx, delivery, { target: null, stored: null }), { code: "BUS_ROUTE_LIMIT" });
}

async function findTarget(tx: Transaction, route: BusRouteRow): Promise<Target | null> {
  const service = await tx.services.get({ code: route.targetServiceCode });
  if (service === null) return null;
  const action = await tx.actions.get({ serviceId: service.id, name: route.actionName });
  if (action === null || !action.enabled) return null;
  const agent = await tx.agents.get({ id: service.agentId });
  return agent === null ? null : { service, action, agent };
}

/** Why the command cannot be created now; null when it can. */
function refusalOf(ctx: ServiceContext, { route, decision }: Delivery, target: Target): Failure | null {
  if (isGuarded(target.action) && !route.allowGuarded) return { code: "BUS_TARGET_GUARDED" };
  if (decision.kind === "FAIL") return { code: decision.code, message: decision.message };
  if (decision.payload !== null && target.action.inputSchema !== "{}") {
    const [issue] = ctx.deps.schemas.compiled(target.action.inputSchema).issues(decision.payload);
    if (issue !== undefined) {
      const message = `${issue.path === "" ? "The payload" : issue.path} ${issue.message}`;
      return { code: "BUS_PAYLOAD_INVALID", message };
    }
  }
  const code = commandRefusal(withPresence(ctx.deps, target.agent), statusContext(ctx.deps));
  return code === null || (route.whenAway === "queue" && isAway(code)) ? null : { code };
}

/** Away, and expected back: an agent that an operator stopped is neither. */
function isAway(code: ErrorCode): boolean {
  return code === "AGENT_OFFLINE" || code === "AGENT_NOT_READY" || code === "AGENT_HEARTBEAT_STALE";
}

/** Counts one more command of the route; false when that is one too many, and the route is disabled. */
async function mayFire(tx: Transaction, ctx: ServiceContext, route: BusRouteRow): Promise<boolean> {
  const { bus, clock } = ctx.deps;
  const now = clock.now();
  const fired = bus.fired(route.id);
  if (fired.count(now) >= route.maxPerMinute) {
    await tripRoute(tx, { ...ctx, actor: busActor }, route);
    return false;
  }
  fired.add(now);
  tx.onRollback(() => fired.takeBack(now));
  return true;
}

async function enqueue(
  tx: Transaction,
  ctx: ServiceContext,
  { delivery, target, stored }: { delivery: Delivery; target: Target; stored: StoredPayload },
): Promise<BusDeliveryRow["commandId"]> {
  const { clock, config } = ctx.deps;
  const { event, route } = delivery;
  const { timeoutSeconds } = target.action;
  const now = clock.now();
  const isQueued = commandRefusal(withPresence(ctx.deps, target.agent), statusContext(ctx.deps)) !== null;
  const queuedUntil = now + route.queueSeconds * 1000;
  const { id } = await enqueueCommand(tx, ctx, {
    type: "ACTION_EXECUTE",
    target,
    stored,
    expiresAt: isQueued
      ? queuedUntil
      : dispatchDeadline({ now, timeoutSeconds, ttlSeconds: config.commands.ttlSeconds }),
    queuedUntil: isQueued ? queuedUntil : null,
    createdByUserId: delivery.replay?.byUserId ?? null,
  });
  await audit(tx, ctx, {
    action: "bus.command.created",
    targetType: "Command",
    targetId: id,
    metadata: {
      eventId: event.id,
      routeId: route.id,
      targetServiceCode: route.targetServiceCode,
      actionName: route.actionName,
    },
  });
  return id;
}

/** Null when the rules gave nothing to send. */
function storedPayload(
  ctx: ServiceContext,
  { event, decision }: Delivery,
  target: Target,
): StoredPayload | null {
  if (decision.kind === "FAIL") return null;
  const schema = decision.payload === null ? "{}" : target.action.inputSchema;
  return storePayload(ctx.deps.secretBox, decision.payload ?? commandEnvelope(event), schema);
}

function newRow(
  ctx: ServiceContext,
  { event, route, decision, dryRun, replay }: Delivery,
  { target, stored }: { readonly target: Target | null; readonly stored: StoredPayload | null },
): BusDeliveryRow {
  const isMapped = decision.kind === "TAKE" && decision.payload !== null;
  return {
    id: ctx.deps.ids.next("bdl"),
    eventId: event.id,
    routeId: route.id,
    routeName: route.name,
    status: "FAILED",
    dryRun,
    targetServiceCode: route.targetServiceCode,
    targetServiceId: target?.service.id ?? null,
    actionName: route.actionName,
    commandId: null,
    // The envelope stands in the event already.
    payload: isMapped ? (stored?.payload ?? JSON.stringify(decision.payload)) : null,
    errorCode: null,
    errorMessage: null,
    replayOfId: replay?.of?.id ?? null,
    replayedById: null,
    createdAt: ctx.deps.clock.now(),
  };
}

async function fail(
  tx: Transaction,
  ctx: ServiceContext,
  row: BusDeliveryRow,
  { code, message }: Failure,
): Promise<BusDeliveryRow> {
  await audit(tx, ctx, {
    action: "bus.route.failed",
    targetType: "BusRoute",
    targetId: row.routeId,
    result: "FAILURE",
    metadata: { eventId: row.eventId, reason: code },
  });
  return { ...row, status: "FAILED", errorCode: code, errorMessage: (message ?? textOf(code)).slice(0, 500) };
}

function textOf(code: ErrorCode | StoredErrorCode): string {
  return code in storedErrorCodes
    ? storedErrorCodes[code as StoredErrorCode]
    : errorCatalog[code as ErrorCode].message;
}

function audit(
  tx: Transaction,
  ctx: ServiceContext,
  entry: Parameters<typeof recordAudit>[2],
): Promise<void> {
  return recordAudit(tx, ctx, { ...entry, actor: busActor });
}
