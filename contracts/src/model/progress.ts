import { z } from "zod";
import { AnyInstant } from "../primitives";
import { LogLevel } from "./command";

/** How many log lines one call may carry. */
export const progressLogsMax = 100;

/** The longest log line; a longer one is cut. */
export const logLineMax = 4000;

const attempt = z.int().min(1).nullish().describe("The attempt that speaks; an older one is refused");

const LogEntry = z.object({
  at: AnyInstant,
  level: LogLevel,
  line: z.string().transform((full) => full.slice(0, logLineMax)),
});

/** How far a running handler is, and what it says. Calls of one attempt are numbered; an older number changes nothing. */
export const ProgressRequest = z.object({
  attempt,
  seq: z.int().min(1),
  percent: z.number().min(0).max(100).nullish(),
  message: z
    .string()
    .transform((full) => full.slice(0, 500))
    .nullish(),
  logs: z.array(LogEntry).max(progressLogsMax).nullish(),
});
export type ProgressRequest = z.infer<typeof ProgressRequest>;

/** `cancel`: the command was cancelled, so the handler should stop. */
export const ProgressReply = z.strictObject({ cancel: z.boolean() });
export type ProgressReply = z.infer<typeof ProgressReply>;

/** ACKNOWLEDGED: the handler's signal was aborted. STOPPED: the handler has settled. */
export const CancellationState = z.enum(["ACKNOWLEDGED", "STOPPED"]);
export type CancellationState = z.infer<typeof CancellationState>;

export const CancellationRequest = z.object({ state: CancellationState, attempt });
export type CancellationRequest = z.infer<typeof CancellationRequest>;

export const CancellationReply = z.strictObject({});
export type CancellationReply = z.infer<typeof CancellationReply>;
