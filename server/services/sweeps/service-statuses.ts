import type { ServiceId } from "@opstage/contracts";
import { auditServiceStatus } from "../agents/audit-statuses";
import type { ServiceContext } from "../context";

/**
 * Says in the trail what has become of services without a sample of their own, mostly that nothing was reported for
 * too long. Returns how many went STALE or OFFLINE.
 */
export async function noteServiceStatuses(ctx: ServiceContext, ids: readonly ServiceId[]): Promise<number> {
  return ctx.deps.store.transaction(async (tx) => {
    let gone = 0;
    for (const service of await tx.services.list({ id: ids })) {
      const agent = await tx.agents.get({ id: service.agentId });
      const status = await auditServiceStatus(tx, ctx, { service, agent });
      if (status === "STALE" || status === "OFFLINE") gone++;
    }
    return gone;
  });
}
