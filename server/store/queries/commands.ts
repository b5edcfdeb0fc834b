import {
  type adminOperations,
  appError,
  type Command,
  type CommandDetail,
  type CommandLogs,
  type InputOf,
  type Page,
} from "@opstage/contracts";
import { toCommand, toCommandLogLine, toCommandResult } from "../mappers/command";
import type { CommandLogRow, CommandResultRow, CommandRow } from "../rows";
import { beginsWith, equals, within } from "./conditions";
import { readNames } from "./names";
import { findPage, inOrderOf } from "./page";
import { type ReaderDatabase, rowFrom } from "./reader-database";

type CommandsOperations = typeof adminOperations.commands;
export type ListCommands = InputOf<CommandsOperations["list"]>;
export type GetCommand = InputOf<CommandsOperations["get"]>;
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
  return { items: await toCommands(db, inOrderOf(ids, found.map(rowFrom<CommandRow>))), ...about };
}

/** The commands with the names beside their ids. */
export async function toCommands(db: ReaderDatabase, rows: readonly CommandRow[]): Promise<Command[]> {
  const names = await readNames(db, {
    agents: rows.map(({ agentId }) => agentId),
    services: rows.map(({ serviceId }) => serviceId),
    users: rows.map(({ createdByUserId }) => createdByUserId),
    actions: rows,
  });
  return rows.map((row) => {
    const agent = names.agent(row.agentId);
    const service = names.service(row.serviceId);
    return toCommand(row, {
      agentCode: agent?.code ?? null,
      agentName: agent?.name ?? null,
      serviceCode: service?.code ?? null,
      serviceName: service?.name ?? null,
      actionLabel: names.actionLabel(row.serviceId, row.actionName),
      createdByName: names.user(row.createdByUserId),
    });
  });
}

/**
 * A command with its result as stored; one-time secrets are in the memory of the main thread, not here.
 * @throws 404 COMMAND_NOT_FOUND
 */
export async function getCommand(db: ReaderDatabase, { commandId }: GetCommand): Promise<CommandDetail> {
  const found = await db.prisma.command.findUnique({ where: { id: commandId }, include: { result: true } });
  if (found === null) throw appError("COMMAND_NOT_FOUND");
  const { result, ...facts } = found;
  const [command] = await toCommands(db, [rowFrom<CommandRow>(facts)]);
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
  const known = await db.prisma.command.findUnique({ where: { id: input.commandId }, select: { id: true } });
  if (known === null) throw appError("COMMAND_NOT_FOUND");
  const found = await db.prisma.commandLog.findMany({
    where: { commandId: input.commandId, seq: { gt: input.afterSeq } },
    orderBy: [{ seq: "asc" }, { id: "asc" }],
    take: input.limit,
  });
  const lines = found.map((row) => toCommandLogLine(rowFrom<CommandLogRow>(row)));
  return { lines, lastSeq: lines.at(-1)?.seq ?? input.afterSeq };
}
