import {
  type adminOperations,
  appError,
  type BusDelivery,
  type BusDeliveryId,
  type BusReplay,
  busExperimental,
  type InputOf,
  isAppError,
  type UserId,
} from "@opstage/contracts";
import { expressionInput } from "../../../domain/bus/envelope";
import { toBusDelivery, toEventFacts } from "../../../store/mappers/bus";
import { requireUser } from "../../access";
import { recordAudit } from "../../audit/record";
import type { ServiceContext } from "../../context";
import { decideFirst } from "../decide-first";
import { deliver } from "../deliver";
import { routeForReplay } from "../replay-route";

/**
 * Tries a failed delivery again with its route as it is now, enabled or not: a person has decided.
 * @throws 404 BUS_DELIVERY_NOT_FOUND · 409 BUS_DELIVERY_NOT_REPLAYABLE · 404 BUS_ROUTE_NOT_FOUND
 */
export async function replayBusDelivery(
  ctx: ServiceContext,
  { deliveryId }: { readonly deliveryId: BusDeliveryId },
): Promise<BusReplay> {
  const user = requireUser(ctx, "operator");
  const delivery = await replayOne(ctx, deliveryId, user.id);
  return { deliveries: [delivery], hasMore: false, experimental: busExperimental };
}

/** Tries the failed deliveries that match again, oldest first. Ones whose route is gone stay as they are. */
export async function replayBusDeliveries(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.busDeliveries.replayMatching>,
): Promise<BusReplay> {
  const user = requireUser(ctx, "operator");
  const found = await ctx.deps.readers.run("findReplayable", input, ctx.signal);
  const deliveries: BusDelivery[] = [];
  for (const id of found.slice(0, input.limit)) {
    try {
      deliveries.push(await replayOne(ctx, id, user.id));
    } catch (error) {
      // Somebody else was faster, or the route has just been deleted.
      if (!isAppError(error) || error.status >= 500) throw error;
    }
  }
  return { deliveries, hasMore: found.length > input.limit, experimental: busExperimental };
}

/** The route has failed for this event, so its condition was met then; a new one does not undo that. */
const notMetAnyMore = {
  kind: "FAIL",
  code: "BUS_EXPRESSION_FAILED",
  message: "condition: is not met any more",
} as const;

async function replayOne(ctx: ServiceContext, id: BusDeliveryId, byUserId: UserId): Promise<BusDelivery> {
  const { deps } = ctx;
  const { lookup } = deps.store;
  const failed = await lookup.busDeliveries.get({ id });
  if (failed === null) throw appError("BUS_DELIVERY_NOT_FOUND");
  if (failed.status !== "FAILED" || failed.replayedById !== null)
    throw appError("BUS_DELIVERY_NOT_REPLAYABLE");
  const event = await lookup.busEvents.get({ id: failed.eventId });
  if (event === null) throw appError("BUS_DELIVERY_NOT_FOUND");
  const facts = { ...toEventFacts(event), id: event.id };
  const decide = async () => {
    const { row: route, rules } = await routeForReplay(lookup, failed.routeId);
    const decision = rules.decide(expressionInput(facts));
    return { route, decision: decision.kind === "SKIP" ? { ...decision, ...notMetAnyMore } : decision };
  };
  return decideFirst(deps, decide, async (tx, { route, decision }) => {
    const delivery = { event: facts, route, decision, dryRun: false, replay: { of: failed, byUserId } };
    const row = await deliver(tx, ctx, delivery);
    const won = await tx.busDeliveries.update(
      { id, status: "FAILED", replayedById: null },
      { replayedById: row.id },
    );
    if (won === 0) throw appError("BUS_DELIVERY_NOT_REPLAYABLE");
    await tx.busDeliveries.insert(row);
    await recordAudit(tx, ctx, {
      action: "bus.delivery.replayed",
      targetType: "BusRoute",
      targetId: route.id,
      metadata: { eventId: event.id, deliveryId: id, status: row.status, commandId: row.commandId },
    });
    tx.onCommit(() => deps.live.publish("bus", [event.id, route.id]));
    return toBusDelivery(row, event);
  });
}
