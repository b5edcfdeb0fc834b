import type { ErrorCode } from "@opstage/contracts";
import { type AgentFacts, agentStatus, type StatusContext } from "./effective-status";

/** Whether a refusal passes when the agent comes back by itself; a decision of an operator does not. */
export function canWaitForReturn(refusal: ErrorCode): boolean {
  return refusal === "AGENT_OFFLINE" || refusal === "AGENT_NOT_READY";
}

/** Why an agent cannot be given a command now; null when it can. Asked before a command is prepared or created. */
export function commandRefusal(agent: AgentFacts | null, at: StatusContext): ErrorCode | null {
  if (agent === null) return "AGENT_NOT_FOUND";
  switch (agentStatus(agent, at)) {
    case "REVOKED":
      return "AGENT_REVOKED";
    case "DISABLED":
      return "AGENT_DISABLED";
    case "OFFLINE":
      return "AGENT_OFFLINE";
    case "PENDING":
      return "AGENT_NOT_READY";
    case "ONLINE":
      return null;
  }
}
