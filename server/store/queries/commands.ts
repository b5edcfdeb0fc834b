import {
  type adminOperations,
  appError,
  type Command,
  type CommandDetail,
  type CommandLogLine,
  type CommandLogs,
  CommandStatus,
  CommandType,
  commandLogBytesMax,
  type InputOf,
  type Page,
} from "@opstage/contracts";
import { toInstant } from "../../domain/time";
import { toCommand, toCommandLogLine, toCommandResult } from "../mappers/command";
import type { CommandLogRow, CommandResultRow, CommandRow, EpochMs } from "../rows";
import type { SqlFragment } from "../sql";
import { statusIs, typeIs } from "./command-conditions";
import { beginsWith, equals, within } from "./conditions";
import { readNames } from "./names";
import { findPage, inOrderOf, type Search, textSearch } from "./page";
import { type ReaderDatabase, rowFrom } from "./reader-database";

type CommandsOperations = typeof adminOperations.commands;

/** Whether a cancellation is ignored depends on the time. */
interface AsOf {
  readonly now: EpochMs;
}

export type ListCommands = InputOf<CommandsOperations["list"]> & AsOf;
export type GetCommand = InputOf<CommandsOperations["get"]> & AsOf;
export type AskCommandLogs = InputOf<CommandsOperations["logs"]>;

export async function listCommands(db: ReaderDatabase, input: ListCommands): Promise<Page<Command>> {
  const sort = sortOf(input);
  const { ids, about } = await findPage(db, {
    from: '"Command" c',
    alias: "c",
    conditions: [
      ...kindIs(input),
      ...equals('c."actionName"', input.actionName),
      ...equals('c."agentId"', input.agentId),
      ...equals('c."serviceId"', input.serviceId),
      ...equals('c."createdByUserId"', input.createdByUserId),
      ...within('c."createdAt"', input),
    ],
    searches: [
      ...(isSuccessSought(input) ? [succeeded] : []),
      ...(input.q === undefined ? [] : [textSearch(['c."id"'], beginsWith, input.q)]),
    ],
    parts: partsOf(input, sort),
    paging: { ...input, sort },
  });
  const found = await db.prisma.command.findMany({ where: { id: { in: ids } } });
  const rows = inOrderOf(ids, found.map(rowFrom<CommandRow>));
  return { items: await toCommands(db, rows, input.now), ...about };
}

/** An index has just these commands, in the order of their creation. */
function isNarrow({ actionName, agentId, serviceId, createdByUserId }: ListCommands): boolean {
  return [actionName, agentId, serviceId, createdByUserId].some((each) => each !== undefined);
}

/** The index of what is narrow serves better than that of a status or type. */
function kindIs(input: ListCommands): SqlFragment[] {
  const { status, type } = input;
  if (isNarrow(input)) return [...equals('c."status"', status), ...equals('c."type"', type)];
  return [
    ...(status === undefined || isSuccessSought(input) ? [] : [statusIs(status)]),
    ...(type === undefined ? [] : [typeIs(type)]),
  ];
}

function isSuccessSought(input: ListCommands): boolean {
  return (
    input.status === "SUCCEEDED" && !isNarrow(input) && input.from === undefined && input.to === undefined
  );
}

/** Where few succeeded, the index of what has ended tells which. */
const succeeded: Search = {
  byIndex: { sql: `c."status" = 'SUCCEEDED' AND c."completedAt" IS NOT NULL`, args: [] },
  inOrder: statusIs("SUCCEEDED"),
};

/** What is filtered by is the same everywhere, and so no order. */
function sortOf(input: ListCommands): ListCommands["sort"] {
  const sort = input.sort.filter(
    ({ field }) => (field !== "status" && field !== "type") || input[field] === undefined,
  );
  const direction = input.sort.at(-1)?.direction ?? "desc";
  return sort.length > 0 ? sort : [{ field: "createdAt", direction }];
}

/**
 * No index has all commands in the order of their status or type, but those of each one are in order. Without the plus
 * of `equalsMost`, which would hide that the value is the same in all of a part.
 */
function partsOf(input: ListCommands, [first]: ListCommands["sort"]): SqlFragment[] | undefined {
  if (isNarrow(input)) return undefined;
  if (first?.field === "status") {
    return CommandStatus.options.map((status) =>
      status === "SUCCEEDED" ? { sql: 'c."status" = ?', args: [status] } : statusIs(status),
    );
  }
  if (first?.field === "type") {
    return CommandType.options.map((type) =>
      type === "ACTION_EXECUTE" ? { sql: 'c."type" = ?', args: [type] } : typeIs(type),
    );
  }
  return undefined;
}

/** The commands as they are now, with the names beside their ids. */
export async function toCommands(
  db: ReaderDatabase,
  rows: readonly CommandRow[],
  now: EpochMs,
): Promise<Command[]> {
  const names = await readNames(db, {
    agents: rows.map(({ agentId }) => agentId),
    services: rows.map(({ serviceId }) => serviceId),
    users: rows.map(({ createdByUserId }) => createdByUserId),
    actions: rows,
  });
  return rows.map((row) => {
    const agent = names.agent(row.agentId);
    const service = names.service(row.serviceId);
    const beside = {
      agentCode: agent?.code ?? null,
      agentName: agent?.name ?? null,
      serviceCode: service?.code ?? null,
      serviceName: service?.name ?? null,
      actionLabel: names.actionLabel(row.serviceId, row.actionName),
      createdByName: names.user(row.createdByUserId),
    };
    return toCommand(row, beside, now);
  });
}

/**
 * A command with its result as stored; one-time secrets are in the memory of the main thread, not here.
 * @throws 404 COMMAND_NOT_FOUND
 */
export async function getCommand(db: ReaderDatabase, { commandId, now }: GetCommand): Promise<CommandDetail> {
  const found = await db.prisma.command.findUnique({ where: { id: commandId }, include: { result: true } });
  if (found === null) throw appError("COMMAND_NOT_FOUND");
  const { result, ...facts } = found;
  const [command] = await toCommands(db, [rowFrom<CommandRow>(facts)], now);
  if (command === undefined) throw appError("COMMAND_NOT_FOUND");
  return {
    ...command,
    result: result === null ? null : toCommandResult(rowFrom<CommandResultRow>(result)),
    oneTimeSecret: null,
  };
}

/**
 * Log lines behind `afterSeq`, in order.
 * @throws 404 COMMAND_NOT_FOUND
 */
export async function commandLogs(db: ReaderDatabase, input: AskCommandLogs): Promise<CommandLogs> {
  const known = await db.prisma.command.findUnique({
    where: { id: input.commandId },
    select: { logDropped: true },
  });
  if (known === null) throw appError("COMMAND_NOT_FOUND");
  const found = await db.prisma.commandLog.findMany({
    where: { commandId: input.commandId, seq: { gt: input.afterSeq } },
    orderBy: [{ seq: "asc" }, { id: "asc" }],
    take: input.limit,
  });
  const kept = found.map((row) => toCommandLogLine(rowFrom<CommandLogRow>(row)));
  const lines = input.afterSeq < known.logDropped ? [droppedLine(known.logDropped, kept[0]), ...kept] : kept;
  return { lines, lastSeq: lines.at(-1)?.seq ?? input.afterSeq, droppedLines: known.logDropped };
}

/** Stands where lines were dropped, which are always the oldest. */
function droppedLine(dropped: number, next: CommandLogLine | undefined): CommandLogLine {
  return {
    seq: dropped,
    at: next?.at ?? toInstant(0),
    level: "warn",
    line: `The first ${dropped} lines were dropped: ${commandLogBytesMax / 1_048_576} MiB of log is kept of a command.`,
  };
}
