import { appError, type BusEventDetail, type BusEventId, type BusRouteId } from "@opstage/contracts";
import { expressionInput } from "../../../domain/bus/envelope";
import { toBusDelivery, toBusEvent, toEventFacts } from "../../../store/mappers/bus";
import { requireUser } from "../../access";
import { recordAudit } from "../../audit/record";
import type { ServiceContext } from "../../context";
import { decideFirst } from "../decide-first";
import { deliver } from "../deliver";
import { type ReplayRoute, routeForReplay } from "../replay-route";

/**
 * Puts an event through the routes that match it now, or through one of them, whatever it did before.
 * @throws 404 BUS_EVENT_NOT_FOUND · BUS_ROUTE_NOT_FOUND
 */
export async function replayBusEvent(
  ctx: ServiceContext,
  input: { readonly eventId: BusEventId; readonly routeId?: BusRouteId | null },
): Promise<BusEventDetail> {
  const user = requireUser(ctx, "operator");
  const { deps } = ctx;
  const known = await deps.store.lookup.busEvents.get({ id: input.eventId });
  if (known === null) throw appError("BUS_EVENT_NOT_FOUND");
  const facts = { ...toEventFacts(known), id: known.id };
  const evaluated = expressionInput(facts);
  const decide = async () => {
    const routes: readonly ReplayRoute[] =
      input.routeId == null
        ? deps.bus.matching(known)
        : [await routeForReplay(deps.store.lookup, input.routeId)];
    return routes.flatMap(({ row, rules }) => {
      const decision = rules.decide(evaluated);
      return decision.kind === "SKIP" ? [] : [{ route: row, decision }];
    });
  };
  return decideFirst(deps, decide, async (tx, decided) => {
    for (const { route, decision } of decided) {
      const replay = { of: null, byUserId: user.id };
      const dryRun = route.status === "DRY_RUN";
      const row = await deliver(tx, ctx, { event: facts, route, decision, dryRun, replay });
      await tx.busDeliveries.insert(row);
    }
    await recordAudit(tx, ctx, {
      action: "bus.event.replayed",
      targetType: "BusEvent",
      targetId: known.id,
      metadata: { routes: decided.length },
    });
    tx.onCommit(() => deps.live.publish("bus", [known.id]));
    const deliveries = await tx.busDeliveries.list({ eventId: known.id }, { orderBy: { id: "asc" } });
    return { ...toBusEvent(known), deliveries: deliveries.map((row) => toBusDelivery(row, known)) };
  });
}
