import type { Command } from "@opstage/contracts";
import type { TextKey } from "../_lib/i18n";

/** A new status does not compile until it is said here whether it ends a command. */
const endedBy: Readonly<Record<Command["status"], boolean>> = {
  PENDING: false,
  RUNNING: false,
  SUCCEEDED: true,
  FAILED: true,
  CANCELLED: true,
  EXPIRED: true,
};

/** Whether the command has ended. */
export function hasEnded(command: { readonly status: Command["status"] }): boolean {
  return endedBy[command.status];
}

/** While a command has not ended it is fetched this often too, in case no event arrives. */
export const followIntervalMs = 3_000;

/** A cancelled handler is given this long to say that it has stopped. */
const stoppingMs = 60_000;

/** How often to fetch a command: not any more once it has ended and nothing of it still runs. */
export function followInterval(command: Command | undefined, now: number): number | false {
  if (!command || !hasEnded(command)) return followIntervalMs;
  const isStopping = command.cancelRequestedAt !== null && command.cancelStoppedAt === null;
  return isStopping && now - Date.parse(command.updatedAt) < stoppingMs ? followIntervalMs : false;
}

/** Why the command cannot be run again as it was; null when it can. */
export function retryObstacle(command: Command): TextKey | null {
  if (command.type !== "ACTION_EXECUTE") return "commands.retryNotPrepare";
  if (command.status === "SUCCEEDED") return "commands.retryNotSucceeded";
  if (!hasEnded(command)) return "commands.retryNotEnded";
  if (command.secretsErased) return "commands.retrySecretsErased";
  return null;
}

/** Milliseconds from its creation to its end, or until now. */
export function elapsedMs(command: Command, now: number): number {
  const end = command.completedAt === null ? now : Date.parse(command.completedAt);
  return Math.max(0, end - Date.parse(command.createdAt));
}

/** One step of a cancellation of a command that was running. */
export interface CancelStep {
  readonly key: "requested" | "acknowledged" | "stopped";
  readonly state: "done" | "now" | "later" | "ignored";
  readonly at: string | null;
}

/** How far a cancellation has come; empty where there was nothing to stop. */
export function cancelSteps(command: Command): CancelStep[] {
  const { cancelRequestedAt, cancelAcknowledgedAt, cancelStoppedAt, cancelIgnored } = command;
  if (cancelRequestedAt === null) return [];
  const isKnown = cancelAcknowledgedAt !== null || cancelStoppedAt !== null;
  const isStopped = cancelStoppedAt !== null;
  return [
    { key: "requested", state: "done", at: cancelRequestedAt },
    { key: "acknowledged", state: isKnown ? "done" : "now", at: cancelAcknowledgedAt ?? cancelStoppedAt },
    {
      key: "stopped",
      state: isStopped ? "done" : cancelIgnored ? "ignored" : isKnown ? "now" : "later",
      at: cancelStoppedAt,
    },
  ];
}
