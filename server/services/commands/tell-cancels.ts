import { type CommandId, cancelGraceSeconds, type InstanceId } from "@opstage/contracts";
import type { AgentContext } from "../context";

/**
 * The cancellations to tell this process of the agent with this reply. That one was told for the first time is noted: from then on its
 * handler has `cancelGraceSeconds` to stop. The agent hears of it even when the note cannot be stored.
 */
export async function tellCancels(
  ctx: AgentContext,
  instanceId: InstanceId | null | undefined,
): Promise<CommandId[]> {
  const { actor, deps } = ctx;
  const { all, first } = deps.desk.takeCancels(actor.id, instanceId);
  if (first.length === 0) return all;
  try {
    await deps.store.transaction(async (tx) => {
      await tx.commands.update({ id: first, cancelToldAt: null }, { cancelToldAt: deps.clock.now() });
      tx.onCommit(() => announce(ctx, first));
    });
  } catch (err) {
    deps.log.warn({ err, agentId: actor.id }, "It was not noted that the agent was told of a cancellation.");
  }
  return all;
}

/** Now, and when a handler that still runs begins to count as ignoring it. */
function announce({ deps }: AgentContext, commandIds: readonly CommandId[]): void {
  const { clock, live } = deps;
  live.publish("commands", commandIds);
  clock.after(cancelGraceSeconds * 1000 + 1, () => live.publish("commands", commandIds));
}
