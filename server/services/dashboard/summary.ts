import type { DashboardSummary } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";
import { statusContext } from "../status";

/** The fleet at a glance, counted by the statuses that hold now. */
export async function getDashboard(ctx: ServiceContext): Promise<DashboardSummary> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("dashboardSummary", { at: statusContext(ctx.deps) }, ctx.signal);
}
