import { describe, expect, it } from "vitest";
import { compareValues } from "./compare";

describe("sorting a column", () => {
  it("puts numbers by size and texts as people do", () => {
    expect([10, 9, -1].toSorted(compareValues)).toEqual([-1, 9, 10]);
    expect(["web-10", "web-9", "Alpha"].toSorted(compareValues)).toEqual(["Alpha", "web-9", "web-10"]);
  });

  it("puts what is missing last", () => {
    expect([null, "a", "", 3].toSorted(compareValues).slice(0, 2)).toEqual([3, "a"]);
  });
});
