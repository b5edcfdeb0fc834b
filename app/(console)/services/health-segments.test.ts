import type { HealthInterval, HealthStatus } from "@opstage/contracts";
import { describe, expect, it } from "vitest";
import { healthSegments, healthShares } from "./health-segments";

const minute = 60_000;
const interval = (status: HealthStatus, fromMin: number, toMin: number): HealthInterval => ({
  id: `hlr_${fromMin}`,
  status,
  message: null,
  details: {},
  from: new Date(fromMin * minute).toISOString(),
  to: new Date(toMin * minute).toISOString(),
  samples: 1,
});
const minutesOf = (segments: ReturnType<typeof healthSegments>) =>
  segments.map((segment) => [segment.status, segment.from / minute, segment.to / minute]);

describe("the history bar", () => {
  it("joins intervals whose samples follow each other", () => {
    const segments = healthSegments([interval("DOWN", 10, 29.5), interval("UP", 0, 9.5)], 0, 30 * minute);
    expect(minutesOf(segments)).toEqual([
      ["UP", 0, 10],
      ["DOWN", 10, 30],
    ]);
  });

  it("shows a silence as time without a report", () => {
    const segments = healthSegments([interval("UP", 0, 10), interval("UP", 40, 60)], 0, 60 * minute);
    expect(segments.map((segment) => segment.status)).toEqual(["UP", null, "UP"]);
    expect(segments.at(-1)?.to).toBe(60 * minute);
  });

  it("cuts what began before the window and ends with silence when nothing came lately", () => {
    const segments = healthSegments([interval("UP", -30, 20)], 0, 60 * minute);
    expect(segments[0]?.from).toBe(0);
    expect(segments.at(-1)?.status).toBeNull();
  });

  it("fills the whole window and nothing twice", () => {
    const segments = healthSegments([interval("UP", 5, 6), interval("DOWN", 6, 20)], 0, 30 * minute);
    expect(segments[0]?.from).toBe(0);
    expect(segments.at(-1)?.to).toBe(30 * minute);
    for (const [index, segment] of segments.entries()) {
      if (index > 0) expect(segment.from).toBe(segments[index - 1]?.to);
    }
  });

  it("says how much of the time each state took", () => {
    const segments = healthSegments([interval("UP", 0, 45), interval("DOWN", 45, 60)], 0, 60 * minute);
    expect(healthShares(segments)).toEqual({ UP: 75, DOWN: 25, DEGRADED: 0, UNKNOWN: 0, none: 0 });
  });
});
