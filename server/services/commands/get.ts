import type { CommandDetail, CommandId, PendingSecret } from "@opstage/contracts";
import { hasRole } from "../../domain/access";
import { redacted } from "../../domain/redaction";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";
import { commandDetailReply } from "./detail-reply";
import { oneTimeFieldNames } from "./result";
import { takeSecret } from "./reveal-secret";

/**
 * A command with its result. Operators and owners are told that there is a one-time secret to reveal; nobody sees it
 * here, so a page may be refetched as often as it likes.
 * @throws 404 COMMAND_NOT_FOUND
 */
export async function getCommand(
  ctx: ServiceContext,
  input: { commandId: CommandId },
): Promise<CommandDetail> {
  requireRole(ctx, "viewer");
  const detail = await commandDetailReply(ctx, input.commandId);
  return maySeeSecrets(ctx) ? { ...detail, oneTimeSecret: await pendingSecret(ctx, detail) } : detail;
}

/**
 * As `getCommand`, by the rule of seed 004 for plain HTTP clients: the first read of an operator or owner within five
 * minutes puts the one-time secret back into the result and forgets it.
 */
export async function readCommand(
  ctx: ServiceContext,
  input: { commandId: CommandId },
): Promise<CommandDetail> {
  requireRole(ctx, "viewer");
  const detail = await commandDetailReply(ctx, input.commandId);
  if (!maySeeSecrets(ctx) || detail.result === null) return detail;
  const fields = await takeSecret(ctx, input.commandId);
  if (fields === null) return detail;
  return { ...detail, result: { ...detail.result, data: { ...detail.result.data, ...fields } } };
}

function maySeeSecrets({ actor }: ServiceContext): boolean {
  return actor.type === "USER" && hasRole(actor.role, "operator");
}

/** Which fields wait to be revealed, and until when; what they hold is not touched. */
async function pendingSecret({ deps }: ServiceContext, detail: CommandDetail): Promise<PendingSecret | null> {
  const expiresAt = deps.oneTimeSecrets.expiresAt(detail.id);
  const command = await deps.store.lookup.commands.get({ id: detail.id });
  const data = detail.result?.data;
  if (expiresAt === null || command === null || data === undefined) return null;
  const fields = oneTimeFieldNames(command).filter((name) => data[name] === redacted);
  return { fields, expiresAt: new Date(expiresAt).toISOString() };
}
