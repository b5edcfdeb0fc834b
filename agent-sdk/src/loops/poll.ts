import type { Seams } from "../clock";
import type { Intervals } from "../intervals";
import type { Nudge } from "../nudge";
import type { PollReply } from "../replies";
import type { PollOptions } from "../session";
import { jittered, type Loop } from "./loop";

const waitSeconds = 25;
/** An empty answer this soon was not a held poll; asking again at once would be a busy loop. */
const heldAtLeastMs = 1_000;
const fullMs = 60_000;
const maxLimit = 10;

export interface PollLoopPort {
  readonly seams: Seams;
  /** Nudged when there is room for another command. */
  readonly nudge: Nudge;
  readonly intervals: Intervals;
  /** False: ask at the interval, never hold a request. */
  readonly longPoll: boolean;
  /** How many commands make sense to fetch now. */
  room(): number;
  /** Fetches commands and hands them on. */
  poll(query: PollOptions): Promise<PollReply>;
}

/**
 * Fetches commands. A server that understands `wait` holds the request until there is something; one that
 * does not answers without `control`, and is asked at the interval.
 */
export function pollLoop(port: PollLoopPort): Loop {
  // After a failure the first poll is not held: its answer is the news that Opstage is back.
  let isWell = true;
  let isLongPollServer = false;
  return {
    name: "poll",
    firstMs: 0,
    nudge: port.nudge,
    async step() {
      const room = port.room();
      // Executions that wait here are better off on the server, where they can be seen and cancelled. A poll
      // without room still brings cancellations and forms; older servers know no such poll.
      if (room === 0 && !isLongPollServer) return fullMs;
      const mayBeHeld = port.longPoll && isWell;
      isWell = false;
      const askedAt = port.seams.now();
      const reply = await port.poll({
        limit: Math.min(Math.max(1, room), maxLimit),
        isFull: room === 0,
        wait: mayBeHeld ? waitSeconds : undefined,
      });
      isWell = true;
      isLongPollServer = reply.longPoll;
      if (reply.commands.length > 0 || reply.isReleased) return 0;
      const pause = jittered(port.intervals.commandPollMs, port.seams);
      if (!port.longPoll || !reply.longPoll) return pause;
      const wasHeld = !mayBeHeld || port.seams.now() - askedAt >= heldAtLeastMs;
      // A cancellation ends a held poll early; one that comes again and again must not become a busy loop.
      return wasHeld ? 0 : Math.min(pause, heldAtLeastMs);
    },
  };
}
