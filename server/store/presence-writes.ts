import type { InstanceId } from "@opstage/contracts";
import type { AgentPresence, ServicePresence } from "./presence-facts";
import type { EpochMs } from "./rows";
import type { Transaction } from "./store";

/** Stores when an agent was last seen, and each process that spoke for it. */
export async function writeAgent(
  tx: Transaction,
  agent: AgentPresence | undefined,
  instances: ReadonlyMap<InstanceId, EpochMs> | undefined,
): Promise<void> {
  if (agent === undefined) return;
  const { id, lastSeenAt, instanceId, busySinceAt } = agent;
  const known = await tx.agents.update({ id }, { lastHeartbeatAt: lastSeenAt, instanceId, busySinceAt });
  if (known === 0) return;
  for (const [instance, seenAt] of instances ?? []) {
    const updated = await tx.agentInstances.update({ id: instance, agentId: id }, { lastSeenAt: seenAt });
    if (updated > 0) continue;
    const row = { id: instance, agentId: id, firstSeenAt: seenAt, lastSeenAt: seenAt };
    await tx.agentInstances.upsert(row, ["id"]);
  }
}

/** Guarded by the health status: a sample that changed it has been committed meanwhile and knows better. */
export async function writeService(tx: Transaction, service: ServicePresence | undefined): Promise<void> {
  if (service === undefined) return;
  const { id, healthStatus, healthMessage, healthDetails, lastHealthAt, lastReportedAt, intervalId } =
    service;
  await tx.services.update(
    { id, healthStatus },
    { healthMessage, healthDetails, lastHealthAt, lastReportedAt },
  );
  if (intervalId === null || lastHealthAt === null) return;
  await tx.healthIntervals.update(
    { id: intervalId },
    { toAt: lastHealthAt, samples: service.intervalSamples, message: healthMessage, details: healthDetails },
  );
}
