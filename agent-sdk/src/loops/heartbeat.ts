import type { Seams } from "../clock";
import type { Intervals } from "../intervals";
import type { Nudge } from "../nudge";
import { jittered, type Loop } from "./loop";

export interface HeartbeatLoopPort {
  readonly seams: Seams;
  readonly nudge: Nudge;
  readonly intervals: Intervals;
  readonly firstMs: number;
  heartbeat(): Promise<void>;
}

/** Says "alive", with the last known health, at once after a change and otherwise at the interval. */
export function heartbeatLoop(port: HeartbeatLoopPort): Loop {
  return {
    name: "heartbeat",
    firstMs: port.firstMs,
    nudge: port.nudge,
    async step() {
      await port.heartbeat();
      return jittered(port.intervals.heartbeatMs, port.seams);
    },
  };
}
