import type { Seams } from "../clock";
import type { GovernedService } from "../governed-service";
import type { Intervals } from "../intervals";
import type { Nudge } from "../nudge";
import { jittered, type Loop } from "./loop";

export interface HealthLoopPort {
  readonly seams: Seams;
  readonly nudge: Nudge;
  readonly intervals: Intervals;
  services(): Iterable<GovernedService>;
  /** A service's health status is another one than before. */
  readonly onChange: () => void;
}

/**
 * Asks the health providers at the heartbeat's cadence. It is a loop of its own, so that a provider that
 * hangs never holds up a heartbeat; the heartbeat sends what was answered last.
 */
export function healthLoop(port: HealthLoopPort): Loop {
  return {
    name: "health",
    firstMs: port.intervals.heartbeatMs,
    nudge: port.nudge,
    async step() {
      // Nobody waits for them: a check that hangs holds up neither the others nor the next round.
      for (const service of port.services()) void checkHealth(service, port.onChange);
      return jittered(port.intervals.heartbeatMs, port.seams);
    },
  };
}

async function checkHealth(service: GovernedService, onChange: () => void): Promise<void> {
  const before = service.healthCheck.latest.status;
  const after = await service.healthCheck.run();
  if (after.status !== before) onChange();
}
