import { defaultWorkspace, type Metrics } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";
import { statusContext } from "../status";

/** Totals, counts by status and durations from the database; events as counted when they happened, so none shrinks. */
export async function getMetrics(ctx: ServiceContext): Promise<Metrics> {
  requireRole(ctx, "viewer");
  const { deps } = ctx;
  const asked = { at: statusContext(deps) };
  const { staleOnlineAgents, ...stored } = await deps.readers.run("metrics", asked, ctx.signal);
  return {
    workspace: defaultWorkspace,
    ...stored,
    operational: { ...deps.counters.totals(), staleOnlineAgents },
  };
}
