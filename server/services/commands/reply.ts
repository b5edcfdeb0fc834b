import type { Command } from "@opstage/contracts";
import type { EpochMs } from "../../domain/time";
import { toCommand } from "../../store/mappers/command";
import type { ActionRow, AgentRow, CommandRow, ServiceRow, UserRow } from "../../store/rows";
import type { ReadTables } from "../../store/store";

/** The rows that a command names; null once they are gone. */
export interface CommandNeighbours {
  readonly agent: AgentRow | null;
  readonly service: ServiceRow | null;
  readonly action: ActionRow | null;
  readonly creator: UserRow | null;
}

/** The command as people see it, with the names beside its ids. */
export async function commandReply(
  tables: Pick<ReadTables, "agents" | "services" | "actions" | "users">,
  row: CommandRow,
  now: EpochMs,
): Promise<Command> {
  const agent = await tables.agents.get({ id: row.agentId });
  const service = await tables.services.get({ id: row.serviceId });
  const action = await tables.actions.get({ serviceId: row.serviceId, name: row.actionName });
  const creator = row.createdByUserId === null ? null : await tables.users.get({ id: row.createdByUserId });
  return namedCommand(row, { agent, service, action, creator }, now);
}

/** The command with names that are known already. */
export function namedCommand(
  row: CommandRow,
  { agent, service, action, creator }: CommandNeighbours,
  now: EpochMs,
): Command {
  const names = {
    agentCode: agent?.code ?? null,
    agentName: agent?.name ?? null,
    serviceCode: service?.code ?? null,
    serviceName: service?.name ?? null,
    actionLabel: action?.label ?? null,
    createdByName: creator === null ? null : (creator.displayName ?? creator.username),
  };
  return toCommand(row, names, now);
}
