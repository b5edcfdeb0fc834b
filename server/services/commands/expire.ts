import { type StoredErrorCode, storedErrorCodes } from "@opstage/contracts";
import type { CommandRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { endCommand } from "./end";

/** Ends a command whose deadline has passed, with its audit row; false when somebody was faster. */
export async function expireCommand(
  tx: Transaction,
  ctx: ServiceContext,
  command: CommandRow,
): Promise<boolean> {
  const errorCode = expiryCode(command);
  const ending = { status: "EXPIRED", errorCode, errorMessage: storedErrorCodes[errorCode] } as const;
  if (!(await endCommand(tx, ctx, { command, ending }))) return false;
  await recordAudit(tx, ctx, {
    action: "command.expired",
    actor: { type: "SYSTEM", job: "expire-commands" },
    targetType: "Command",
    targetId: command.id,
    result: "FAILURE",
    metadata: { actionName: command.actionName, from: command.status },
  });
  return true;
}

function expiryCode({ type, status, queuedUntil }: CommandRow): StoredErrorCode {
  if (type === "ACTION_PREPARE") return "ACTION_PREPARE_TIMEOUT";
  return status === "PENDING" && queuedUntil !== null ? "COMMAND_QUEUE_EXPIRED" : "COMMAND_EXPIRED";
}
