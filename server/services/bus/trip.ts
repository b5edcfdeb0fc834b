import type { BusRouteRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";

/** Disables a route that fired more often than it may: most likely a loop that hides its cause. */
export async function tripRoute(tx: Transaction, ctx: ServiceContext, route: BusRouteRow): Promise<void> {
  const { bus, clock, live } = ctx.deps;
  const now = clock.now();
  const change = { status: "DISABLED", disabledReason: "TRIPPED", disabledAt: now, updatedAt: now } as const;
  const changed = await tx.busRoutes.update({ id: route.id, status: route.status }, change);
  if (changed === 0) return;
  bus.noteChanging(tx);
  await recordAudit(tx, ctx, {
    action: "bus.route.tripped",
    targetType: "BusRoute",
    targetId: route.id,
    result: "FAILURE",
    message: `Disabled: more than ${route.maxPerMinute} commands within a minute.`,
    metadata: { name: route.name, maxPerMinute: route.maxPerMinute },
  });
  tx.onCommit(() => {
    bus.replace({ ...route, ...change });
    live.publish("bus", [route.id]);
  });
}
