import type { Seams } from "../clock";
import type { Intervals } from "../intervals";
import type { Nudge } from "../nudge";
import { jittered, type Loop } from "./loop";

export interface ReportLoopPort {
  readonly seams: Seams;
  readonly nudge: Nudge;
  readonly intervals: Intervals;
  readonly firstMs: number;
  report(): Promise<void>;
}

/** Declares the services again at its interval, and at once after a change or when Opstage is back. */
export function reportLoop(port: ReportLoopPort): Loop {
  return {
    name: "report",
    firstMs: port.firstMs,
    nudge: port.nudge,
    async step() {
      await port.report();
      return jittered(port.intervals.serviceReportMs, port.seams);
    },
  };
}
