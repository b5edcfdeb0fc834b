import { z } from "zod";
import { CommandId, InstanceId, Instant } from "../primitives";
import { DispatchedCommand } from "./command";

/** How long a poll may be held, in seconds. */
export const pollWaitSecondsMax = 55;

/** A number in a query that bends rather than breaks: out of range is clamped, junk is the default. */
function bending(min: number, max: number, initial: number) {
  return z.coerce
    .number<number>()
    .transform((n) => Math.min(max, Math.max(min, Math.trunc(n))))
    .catch(initial)
    .prefault(initial)
    .describe(`${min} to ${max}; a number outside is moved into the range`);
}

export const PollQuery = z.object({
  limit: bending(1, 10, 10),
  /** The caller has no room for an execution: it wants forms to prepare and cancellations alone. */
  full: z
    .string()
    .transform((text) => text === "true")
    .optional()
    .describe("`true` leaves executions where they are"),
  /** Seconds to wait for a command; 0 answers at once. */
  wait: bending(0, pollWaitSecondsMax, 0),
  instanceId: InstanceId.optional(),
  /** Comma list of commands that this instance holds and whose results are not acknowledged. */
  running: z
    .string()
    .max(40_000)
    .transform((list) =>
      list
        .split(",")
        .map((id) => id.trim())
        .filter((id) => id !== ""),
    )
    .pipe(z.array(CommandId).max(1000))
    .optional(),
});
export type PollQuery = z.infer<typeof PollQuery>;

export const PollControl = z.strictObject({
  /** Commands of this agent that were cancelled while they run. */
  cancel: z.array(CommandId),
  heartbeatIntervalSeconds: z.int(),
  commandPollIntervalSeconds: z.int(),
  serverTime: Instant,
  /** The server asks for a new agent token; see `agents.rotateToken`. */
  rotateToken: z.literal(true).optional(),
});
export type PollControl = z.infer<typeof PollControl>;

/** Handlers return both; REST answers the commands as `data` and the control beside it. */
export const PollReply = z.strictObject({ commands: z.array(DispatchedCommand), control: PollControl });
export type PollReply = z.infer<typeof PollReply>;
