import { commandLogBytesMax, type ProgressRequest } from "@opstage/contracts";
import { redactText } from "../../domain/redaction";
import type { CommandLogRow, CommandRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import type { AgentContext } from "../context";

/** What a command's row says about its log. */
export type LogFacts = Pick<CommandRow, "logSeq" | "logBytes" | "logDropped">;

export interface AppendLogs {
  readonly command: CommandRow;
  readonly lines: NonNullable<ProgressRequest["logs"]>;
  /** Values that must not be stored. */
  readonly secrets: readonly string[];
}

/** Rows looked at a time when the oldest have to go. */
const dropStep = 200;

/**
 * Stores log lines under the next numbers, secrets masked. Beyond `commandLogBytesMax` the oldest lines of the command
 * go. Returns what the command's row has to say afterwards.
 */
export async function appendLogs(
  tx: Transaction,
  { deps }: AgentContext,
  { command, lines, secrets }: AppendLogs,
): Promise<LogFacts> {
  const { id: commandId, logSeq, logBytes, logDropped } = command;
  const rows = lines.map(
    ({ at, level, line }, index): CommandLogRow => ({
      id: deps.ids.next("clg"),
      commandId,
      seq: logSeq + index + 1,
      at: Date.parse(at),
      level,
      line: redactText(line, secrets),
    }),
  );
  await tx.commandLogs.insertMany(rows);
  const next = {
    logSeq: logSeq + rows.length,
    logBytes: logBytes + rows.reduce((sum, row) => sum + sizeOf(row), 0),
    logDropped,
  };
  return next.logBytes <= commandLogBytesMax ? next : dropOldest(tx, command, next);
}

async function dropOldest(tx: Transaction, command: CommandRow, facts: LogFacts): Promise<LogFacts> {
  let { logBytes, logDropped } = facts;
  while (logBytes > commandLogBytesMax) {
    const oldest = await tx.commandLogs.list(
      { commandId: command.id, seq: { gt: logDropped } },
      { orderBy: { seq: "asc" }, limit: dropStep },
    );
    if (oldest.length === 0) break;
    for (const row of oldest) {
      if (logBytes <= commandLogBytesMax) break;
      logBytes -= sizeOf(row);
      logDropped = row.seq;
    }
  }
  await tx.commandLogs.delete({ commandId: command.id, seq: { lte: logDropped } });
  return { ...facts, logBytes, logDropped };
}

function sizeOf({ line }: CommandLogRow): number {
  return Buffer.byteLength(line, "utf8");
}
