import { describe, expect, it } from "vitest";
import { depthWithin, findInJson, memberPath } from "./json-lines";

const value = { items: [{ name: "Ann" }, { name: "Bo", "odd key": { deep: "annual" } }], anna: 3 };

describe("searching JSON", () => {
  it("finds names and values with the path that leads there", () => {
    expect(findInJson(value, "ann", 10).map(({ path }) => path)).toEqual([
      "anna",
      "items[0].name",
      'items[1]["odd key"].deep',
    ]);
  });

  it("stops at the limit, and finds nothing for no words", () => {
    expect(findInJson(value, "n", 1)).toHaveLength(1);
    expect(findInJson(value, "  ", 10)).toEqual([]);
  });

  it("writes paths as code would", () => {
    expect(memberPath("", "a", false)).toBe("a");
    expect(memberPath("a", "0", true)).toBe("a[0]");
    expect(memberPath("a", "b c", false)).toBe('a["b c"]');
  });
});

describe("how deep a tree may be opened", () => {
  it("is all the way for a small one", () => {
    expect(depthWithin(value, 100)).toBe(4);
  });

  it("is as far as it does not flood the page", () => {
    const wide = { list: Array.from({ length: 500 }, (_, n) => ({ n, more: [1, 2, 3] })) };
    expect(depthWithin(wide, 600)).toBe(2);
    expect(depthWithin(wide, 5)).toBe(1);
  });
});
