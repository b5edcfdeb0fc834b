import type { CommandOutcome } from "./action-result";

/** A command's outcome with its times, ready to be sent. */
export interface ResultBody extends CommandOutcome {
  readonly startedAt: string;
  readonly finishedAt: string;
}
