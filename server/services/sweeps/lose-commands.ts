import type { CommandId } from "@opstage/contracts";
import { loseCommand } from "../commands/lose";
import type { ServiceContext } from "../context";

/** Takes up running commands whose lease nobody renewed. Returns how many. */
export async function loseCommands(ctx: ServiceContext, ids: readonly CommandId[]): Promise<number> {
  const { clock, store } = ctx.deps;
  return store.transaction(async (tx) => {
    const now = clock.now();
    const lost = await tx.commands.list({ id: ids, status: "RUNNING", leaseExpiresAt: { lte: now } });
    let count = 0;
    for (const command of lost) if (await loseCommand(tx, ctx, { command, now })) count++;
    return count;
  });
}
