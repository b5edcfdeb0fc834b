import {
  type adminOperations,
  appError,
  type Command,
  type CommandDetail,
  type CommandLogLine,
  type CommandLogs,
  commandLogBytesMax,
  type InputOf,
  type Page,
} from "@opstage/contracts";
import { toInstant } from "../../domain/time";
import { toCommand, toCommandLogLine, toCommandResult } from "../mappers/command";
import type { CommandLogRow, CommandResultRow, CommandRow, EpochMs } from "../rows";
import { beginsWith, equals, within } from "./conditions";
import { readNames } from "./names";
import { findPage, inOrderOf } from "./page";
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
  const { ids, about } = await findPage(db, {
    from: '"Command" c',
    alias: "c",
    conditions: [
      ...equals('c."status"', input.status),
      ...equals('c."type"', input.type),
      ...equals('c."actionName"', input.actionName),
      ...equals('c."agentId"', input.agentId),
      ...equals('c."serviceId"', input.serviceId),
      ...equals('c."createdByUserId"', input.createdByUserId),
      ...within('c."createdAt"', input),
    ],
    ...(input.q === undefined ? {} : { search: { columns: ['c."id"'], matches: beginsWith, text: input.q } }),
    paging: input,
  });
  const found = await db.prisma.command.findMany({ where: { id: { in: ids } } });
  const rows = inOrderOf(ids, found.map(rowFrom<CommandRow>));
  return { items: await toCommands(db, rows, input.now), ...about };
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
