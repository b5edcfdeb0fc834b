import { expect, test } from "vitest";
import { placeSpans } from "./presence-spans";

const hour = 3_600_000;
const at = (hours: number): string => new Date(hours * hour).toISOString();
const window = { endMs: 24 * hour, lengthMs: 24 * hour };

test("a process stands where it was seen", () => {
  const spans = placeSpans([{ id: "ins_1", firstSeenAt: at(6), lastSeenAt: at(12) }], window);
  expect(spans).toMatchObject([{ left: 25, width: 25 }]);
});

test("one that began before the window is cut, one that ended before it is left out", () => {
  const early = { id: "ins_1", firstSeenAt: at(-10), lastSeenAt: at(12) };
  const gone = { id: "ins_2", firstSeenAt: at(-10), lastSeenAt: at(-1) };
  expect(placeSpans([early, gone], window)).toMatchObject([{ id: "ins_1", left: 0, width: 50 }]);
});
