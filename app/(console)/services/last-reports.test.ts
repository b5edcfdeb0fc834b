import type { HealthInterval } from "@opstage/contracts";
import { expect, test } from "vitest";
import { lastReports } from "./last-reports";

const minute = 60_000;
const at = (minutes: number): string => new Date(minutes * minute).toISOString();

function interval(
  status: HealthInterval["status"],
  from: number,
  to: number,
  samples: number,
): HealthInterval {
  return { id: `hlr_${from}`, status, message: null, details: {}, from: at(from), to: at(to), samples };
}

test("the newest reports are counted through the runs they came in, oldest first", () => {
  const history = [interval("UP", 0, 99, 100), interval("DOWN", 100, 109, 10)];
  expect(lastReports(history, 30)).toEqual([
    { status: "UP", message: null, reports: 20, from: 80 * minute, to: 99 * minute },
    { status: "DOWN", message: null, reports: 10, from: 100 * minute, to: 109 * minute },
  ]);
});

test("fewer reports than asked for are all there are, and one alone has one instant", () => {
  expect(lastReports([interval("UP", 5, 5, 1)], 90)).toEqual([
    { status: "UP", message: null, reports: 1, from: 5 * minute, to: 5 * minute },
  ]);
  expect(lastReports([], 90)).toEqual([]);
});
