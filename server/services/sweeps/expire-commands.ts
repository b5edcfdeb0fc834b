import type { CommandId } from "@opstage/contracts";
import { expireCommand } from "../commands/expire";
import type { ServiceContext } from "../context";

/** Ends open commands past their deadline, each with its audit row. A running handler is told to stop. */
export async function expireCommands(ctx: ServiceContext, ids: readonly CommandId[]): Promise<number> {
  const { clock, desk, store, wakeUps } = ctx.deps;
  return store.transaction(async (tx) => {
    const late = await tx.commands.list({
      id: ids,
      status: ["PENDING", "RUNNING"],
      expiresAt: { lte: clock.now() },
    });
    let expired = 0;
    for (const command of late) {
      if (!(await expireCommand(tx, ctx, command))) continue;
      expired++;
      if (command.status !== "RUNNING") continue;
      tx.onCommit(() => {
        desk.noteCancel(command);
        wakeUps.wake(command.agentId);
      });
    }
    return expired;
  });
}
