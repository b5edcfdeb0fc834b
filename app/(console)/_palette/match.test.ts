import { expect, test } from "vitest";
import { matches, nextIndex } from "./match";

test("every typed word must stand somewhere, in any order and case", () => {
  expect(matches("work DEMO", "Demo worker", "demo-worker")).toBe(true);
  expect(matches("demo checker", "Demo worker", "demo-worker")).toBe(false);
  expect(matches("  ", "anything")).toBe(true);
});

test("arrows go round and pass over what cannot be chosen", () => {
  expect(nextIndex([true, false, true], 0, 1)).toBe(2);
  expect(nextIndex([true, false, true], 2, 1)).toBe(0);
  expect(nextIndex([true, false, true], 0, -1)).toBe(2);
  expect(nextIndex([true, true], -1, 1)).toBe(0);
  expect(nextIndex([false, false], 0, 1)).toBe(-1);
  expect(nextIndex([], -1, 1)).toBe(-1);
});
