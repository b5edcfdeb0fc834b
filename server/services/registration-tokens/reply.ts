import type { AgentId, RegistrationToken } from "@opstage/contracts";
import { toRegistrationToken } from "../../store/mappers/registration-token";
import type { RegistrationTokenRow } from "../../store/rows";
import type { Deps } from "../context";

/** A token as people see it, with the names of whom it concerns. */
export async function describeToken(deps: Deps, row: RegistrationTokenRow): Promise<RegistrationToken> {
  const { lookup } = deps.store;
  const codeOf = async (id: AgentId | null) =>
    id === null ? null : ((await lookup.agents.get({ id }))?.code ?? null);
  const creator = row.createdByUserId === null ? null : await lookup.users.get({ id: row.createdByUserId });
  const names = {
    agentCode: await codeOf(row.agentId),
    boundAgentCode: await codeOf(row.boundAgentId),
    createdByName: creator?.displayName ?? creator?.username ?? null,
  };
  return toRegistrationToken(row, names, deps.clock.now());
}
