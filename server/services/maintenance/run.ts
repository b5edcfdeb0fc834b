import type { MaintenanceResult } from "@opstage/contracts";
import { requireRole } from "../access";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { runMaintenance } from "../sweeps/run";

/** Does now what the maintenance timer does; who asked for it and what came of it is in the trail. */
export async function triggerMaintenance(ctx: ServiceContext): Promise<MaintenanceResult> {
  requireRole(ctx, "operator");
  const result = await runMaintenance(ctx.deps);
  await ctx.deps.store.transaction((tx) =>
    recordAudit(tx, ctx, {
      action: "maintenance.triggered",
      targetType: "Workspace",
      targetId: "wks_default",
      metadata: { ...result },
    }),
  );
  return result;
}
