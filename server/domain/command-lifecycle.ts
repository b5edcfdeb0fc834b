import { type CommandStatus, type CommandType, cancelGraceSeconds, type ErrorCode } from "@opstage/contracts";
import type { EpochMs } from "./time";

/** Where a command may go from where it is. Every change is a guarded update that names the state it expects. */
export const commandTransitions = {
  PENDING: ["RUNNING", "CANCELLED", "EXPIRED"],
  // Back to PENDING when an idempotent action's agent was lost.
  RUNNING: ["SUCCEEDED", "FAILED", "CANCELLED", "EXPIRED", "PENDING"],
  SUCCEEDED: [],
  FAILED: [],
  EXPIRED: [],
  CANCELLED: [],
} as const satisfies Record<CommandStatus, readonly CommandStatus[]>;

/** The states that `to` may be reached from: what a guarded update expects. */
export function statesBefore(to: CommandStatus): CommandStatus[] {
  return commandStatuses.filter((from) => commandTransitions[from].some((next) => next === to));
}

const commandStatuses = ["PENDING", "RUNNING", "SUCCEEDED", "FAILED", "EXPIRED", "CANCELLED"] as const;

/** Whether a command in this state never changes again. */
export function isTerminal(status: CommandStatus): boolean {
  return commandTransitions[status].length === 0;
}

const reaches = (to: CommandStatus) => (status: CommandStatus) => statesBefore(to).includes(status);

/** What may be done with a command in a state. */
export const commandCan = {
  claim: reaches("RUNNING"),
  complete: reaches("SUCCEEDED"),
  cancel: reaches("CANCELLED"),
  expire: reaches("EXPIRED"),
  retry: (status: CommandStatus) => status === "FAILED" || status === "EXPIRED" || status === "CANCELLED",
} as const;

/** Why a command cannot be retried as it was; null when it can. The order is the order of the answers. */
export function retryRefusal(command: {
  type: CommandType;
  status: CommandStatus;
  secretsErased: boolean;
}): ErrorCode | null {
  if (command.type !== "ACTION_EXECUTE") return "COMMAND_NOT_RETRYABLE";
  if (command.status === "SUCCEEDED") return "COMMAND_ALREADY_COMPLETED";
  if (!commandCan.retry(command.status)) return "COMMAND_NOT_RETRYABLE";
  return command.secretsErased ? "COMMAND_SECRET_ERASED" : null;
}

/** Where a running command goes whose agent restarted or whose lease ran out. */
export function afterAgentLost(
  command: { idempotent: boolean; attempt: number },
  maxAttempts: number,
): "PENDING" | "FAILED" {
  return command.idempotent && command.attempt < maxAttempts ? "PENDING" : "FAILED";
}

/** Whether a handler still runs although its agent was told long enough ago that it should stop. */
export function isCancelIgnored(
  command: {
    status: CommandStatus;
    cancelToldAt: EpochMs | null;
    cancelAcknowledgedAt: EpochMs | null;
    cancelStoppedAt: EpochMs | null;
  },
  now: EpochMs,
): boolean {
  if (command.status !== "CANCELLED" && command.status !== "EXPIRED") return false;
  const knownSince = command.cancelToldAt ?? command.cancelAcknowledgedAt;
  return (
    knownSince !== null && command.cancelStoppedAt === null && now - knownSince > cancelGraceSeconds * 1000
  );
}

/** Until when a new command may wait for its agent. */
export function dispatchDeadline(command: {
  now: EpochMs;
  timeoutSeconds: number | null;
  ttlSeconds: number;
}): EpochMs {
  const { now, timeoutSeconds, ttlSeconds } = command;
  return now + Math.min(timeoutSeconds ?? ttlSeconds, ttlSeconds) * 1000;
}

/** How much later than its action's own limit a result may still arrive. */
export const resultGraceMs = 10_000;

/** Until when a claimed command may run; null while only its lease bounds it. */
export function runDeadline(command: {
  startedAt: EpochMs;
  timeoutSeconds: number | null;
  isLeased: boolean;
  ttlSeconds: number;
}): EpochMs | null {
  const { startedAt, timeoutSeconds, isLeased, ttlSeconds } = command;
  if (timeoutSeconds !== null) return startedAt + timeoutSeconds * 1000 + resultGraceMs;
  return isLeased ? null : startedAt + ttlSeconds * 1000;
}
