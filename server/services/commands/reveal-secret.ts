import { appError, type CommandId, type RevealedSecret } from "@opstage/contracts";
import { requireUser } from "../access";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";

/**
 * Shows the one-time secret of a result, once (seed 004). That it was read is in the trail; what it was is not.
 * @throws 404 COMMAND_NOT_FOUND · 404 COMMAND_SECRET_NOT_AVAILABLE when it was read or is older than five minutes
 */
export async function revealSecret(
  ctx: ServiceContext,
  input: { commandId: CommandId },
): Promise<RevealedSecret> {
  requireUser(ctx, "operator");
  const { lookup } = ctx.deps.store;
  if ((await lookup.commands.get({ id: input.commandId })) === null) throw appError("COMMAND_NOT_FOUND");
  const fields = await takeSecret(ctx, input.commandId);
  if (fields === null) throw appError("COMMAND_SECRET_NOT_AVAILABLE");
  return { fields };
}

/** Takes the secret, if there still is one, and says so in the trail; it stays when that cannot be written. */
export async function takeSecret(
  ctx: ServiceContext,
  commandId: CommandId,
): Promise<Record<string, string> | null> {
  const { live, oneTimeSecrets, store } = ctx.deps;
  const fields = oneTimeSecrets.take(commandId);
  if (fields === null) return null;
  try {
    await store.transaction(async (tx) => {
      await recordAudit(tx, ctx, {
        action: "command.secret.revealed",
        targetType: "Command",
        targetId: commandId,
        metadata: { fields: Object.keys(fields) },
      });
      tx.onCommit(() => live.publish("commands", [commandId]));
    });
  } catch (error) {
    oneTimeSecrets.put(commandId, fields);
    throw error;
  }
  return { ...fields };
}
