import type { RegisterRequest } from "@opstage/contracts";
import type { EpochMs } from "../../domain/time";
import type { AgentRow, RegistrationTokenRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import type { Deps } from "../context";

/** A process whose answer was lost asks again within this time. */
const repeatWithinMs = 10 * 60_000;

/**
 * Whether a registration comes again because its answer was lost: the same process with the token that made it this
 * agent, a moment later, while nobody has called with the agent token that was answered. Only then is nothing taken
 * away from anybody by another agent token.
 */
export async function isRepeated(
  tx: Transaction,
  deps: Deps,
  facts: { input: RegisterRequest; token: RegistrationTokenRow; existing: AgentRow | null; now: EpochMs },
): Promise<boolean> {
  const { input, token, existing, now } = facts;
  if (existing === null || input.instanceId === undefined) return false;
  if (token.status !== "USED" || token.agentId !== existing.id || token.usedAt === null) return false;
  if (existing.instanceId !== input.instanceId || now - token.usedAt > repeatWithinMs) return false;
  const answered = await tx.agentTokens.get({ agentId: existing.id, status: ["ACTIVE", "CANDIDATE"] });
  return (
    answered?.status === "ACTIVE" && answered.lastUsedAt === null && !deps.tokenCache.isUsed(answered.id)
  );
}
