import type { CommandStatus, CommandType } from "@opstage/contracts";
import type { SqlFragment } from "../sql";
import { equalsMost } from "./conditions";

/*
 * Most commands succeeded and are executions: who asks for those meets them soon by going through all commands in order.
 * The partial indexes of `Command` hold the others. SQLite uses one only where the text of a statement says what the
 * index says.
 */

/** Commands `c` of this status. */
export function statusIs(status: CommandStatus): SqlFragment {
  if (status === "SUCCEEDED") return equalsMost('c."status"', status);
  const isOpen = status === "PENDING" || status === "RUNNING";
  const holds = isOpen ? `c."completedAt" IS NULL` : `c."status" IN ('FAILED', 'EXPIRED', 'CANCELLED')`;
  return { sql: `c."status" = ? AND ${holds}`, args: [status] };
}

/** Commands `c` of this type. */
export function typeIs(type: CommandType): SqlFragment {
  if (type === "ACTION_EXECUTE") return equalsMost('c."type"', type);
  return { sql: `c."type" = 'ACTION_PREPARE'`, args: [] };
}
