import type { AgentId } from "@opstage/contracts";
import type { EpochMs } from "../../domain/time";
import type { Transaction } from "../../store/store";

/** Ends every token of this agent that still opens something; returns how many. */
export function revokeAgentTokens(
  tx: Transaction,
  agent: { readonly id: AgentId },
  now: EpochMs,
): Promise<number> {
  return tx.agentTokens.update(
    { agentId: agent.id, status: ["ACTIVE", "CANDIDATE"] },
    { status: "REVOKED", revokedAt: now, updatedAt: now },
  );
}
