import type { AgentId, RegistrationToken } from "@opstage/contracts";
import type { RegistrationTokenRow } from "../../store/rows";
import type { Deps } from "../context";

/** A token as people see it, with the names of whom it concerns. */
export async function describeToken(deps: Deps, row: RegistrationTokenRow): Promise<RegistrationToken> {
  const { lookup } = deps.store;
  const codeOf = async (id: AgentId | null) =>
    id === null ? null : ((await lookup.agents.get({ id }))?.code ?? null);
  const creator = row.createdByUserId === null ? null : await lookup.users.get({ id: row.createdByUserId });
  const isOver = row.expiresAt !== null && row.expiresAt <= deps.clock.now();
  return {
    id: row.id,
    name: row.name,
    status: row.status === "ACTIVE" && isOver ? "EXPIRED" : row.status,
    agentId: row.agentId,
    agentCode: await codeOf(row.agentId),
    boundAgentId: row.boundAgentId,
    boundAgentCode: await codeOf(row.boundAgentId),
    createdByUserId: row.createdByUserId,
    createdByName: creator?.displayName ?? creator?.username ?? null,
    expiresAt: instant(row.expiresAt),
    usedAt: instant(row.usedAt),
    revokedAt: instant(row.revokedAt),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  };
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
