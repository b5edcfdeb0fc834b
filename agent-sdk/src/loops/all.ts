import type { Seams } from "../clock";
import type { GovernedService } from "../governed-service";
import type { Intervals } from "../intervals";
import { Nudge } from "../nudge";
import type { PollReply } from "../replies";
import type { PollOptions } from "../session";
import { healthLoop } from "./health";
import { heartbeatLoop } from "./heartbeat";
import { jittered, type LoopPort, runLoop } from "./loop";
import { pollLoop } from "./poll";
import { reportLoop } from "./report";

/** Ends the waits of each loop early. */
export interface Nudges {
  readonly health: Nudge;
  readonly heartbeat: Nudge;
  readonly report: Nudge;
  readonly poll: Nudge;
}

export function createNudges(): Nudges {
  return { health: new Nudge(), heartbeat: new Nudge(), report: new Nudge(), poll: new Nudge() };
}

/** What the loops of an agent do. */
export interface LoopWork {
  readonly seams: Seams;
  readonly intervals: Intervals;
  readonly nudges: Nudges;
  readonly longPoll: boolean;
  services(): readonly GovernedService[];
  heartbeat(): Promise<void>;
  report(): Promise<void>;
  room(): number;
  poll(query: PollOptions): Promise<PollReply>;
}

/** Starts all loops of an agent; the first contact has just been made. */
export function startLoops(work: LoopWork, port: LoopPort): void {
  const { seams, intervals, nudges, longPoll } = work;
  const common = { seams, intervals };
  const loops = [
    healthLoop({
      ...common,
      nudge: nudges.health,
      services: () => work.services(),
      onChange: () => nudges.heartbeat.nudge(),
    }),
    heartbeatLoop({
      ...common,
      nudge: nudges.heartbeat,
      firstMs: jittered(intervals.heartbeatMs, seams),
      heartbeat: () => work.heartbeat(),
    }),
    reportLoop({
      ...common,
      nudge: nudges.report,
      firstMs: jittered(intervals.serviceReportMs, seams),
      report: () => work.report(),
    }),
    pollLoop({
      ...common,
      nudge: nudges.poll,
      longPoll,
      room: () => work.room(),
      poll: (query) => work.poll(query),
    }),
  ];
  for (const loop of loops) void runLoop(loop, port);
}
