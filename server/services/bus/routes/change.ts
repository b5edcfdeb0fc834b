import type { JsonObject } from "@opstage/contracts";
import type { BusRouteRow } from "../../../store/rows";
import type { Transaction } from "../../../store/store";
import { recordAudit } from "../../audit/record";
import type { ServiceContext } from "../../context";

/** What every change of a route has in common: the bus decides anew, the trail tells, consoles hear of it. */
export async function noteRouteChange(
  tx: Transaction,
  ctx: ServiceContext,
  change: {
    readonly action: "bus.route.created" | "bus.route.updated" | "bus.route.deleted";
    readonly row: BusRouteRow;
    readonly metadata?: JsonObject;
  },
): Promise<void> {
  const { bus, live } = ctx.deps;
  const { action, row } = change;
  const { status, eventType, targetServiceCode, actionName } = row;
  bus.noteChanging(tx);
  await recordAudit(tx, ctx, {
    action,
    targetType: "BusRoute",
    targetId: row.id,
    metadata: change.metadata ?? { status, eventType, targetServiceCode, actionName },
  });
  tx.onCommit(() => {
    if (action === "bus.route.deleted") bus.remove(row.id);
    else bus.replace(row);
    live.publish("bus", [row.id]);
  });
}
