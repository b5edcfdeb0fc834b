import { appError, type CapsuleService, type ServiceId } from "@opstage/contracts";
import { toService } from "../../store/mappers/service";
import { requireRole } from "../access";
import { recordAudit } from "../audit/record";
import { endCommand } from "../commands/end";
import type { ServiceContext } from "../context";
import { statusContext, withPresence, withServicePresence } from "../status";

/**
 * Forgets a service that nobody reports any more, with its configs, actions and history. Its commands and audit rows
 * stay. A service that is reported again begins anew.
 * @throws 404 CAPSULE_SERVICE_NOT_FOUND · 409 SERVICE_STILL_ACTIVE
 */
export async function removeService(
  ctx: ServiceContext,
  input: { serviceId: ServiceId },
): Promise<CapsuleService> {
  requireRole(ctx, "operator");
  const { deps } = ctx;
  const { serviceId } = input;
  return deps.store.transaction(async (tx) => {
    const row = await tx.services.get({ id: serviceId });
    if (row === null) throw appError("CAPSULE_SERVICE_NOT_FOUND");
    const agent = await tx.agents.get({ id: row.agentId });
    const owner = agent === null ? null : withPresence(deps, agent);
    const removed = toService(withServicePresence(deps, row), owner, statusContext(deps));
    if (removed.status !== "OFFLINE" && removed.status !== "STALE") throw appError("SERVICE_STILL_ACTIVE");
    for (const command of await tx.commands.list({ serviceId, status: ["PENDING", "RUNNING"] })) {
      await endCommand(tx, ctx, {
        command,
        ending: { status: "CANCELLED", errorMessage: "Its service was removed." },
      });
    }
    await tx.services.delete({ id: serviceId });
    await recordAudit(tx, ctx, {
      action: "service.removed",
      targetType: "CapsuleService",
      targetId: serviceId,
      metadata: { code: row.code, agentId: row.agentId, status: removed.status },
    });
    tx.onCommit(() => {
      deps.presence.dropService(serviceId);
      deps.live.publish("services", [serviceId]);
      deps.live.publish("agents", [row.agentId]);
    });
    return removed;
  });
}
