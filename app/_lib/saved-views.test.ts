import { expect, test } from "vitest";
import { parseViews, viewQuery } from "./saved-views";

test("a view keeps filters, order and page size, and not where one was in the list", () => {
  expect(viewQuery("?status=FAILED&page=3&sort=-createdAt&tab=health&cursor=x&q=a&pageSize=50")).toBe(
    "pageSize=50&q=a&sort=-createdAt&status=FAILED",
  );
});

test("equal views have equal queries, whatever their order", () => {
  expect(viewQuery("b=2&a=1")).toBe(viewQuery("a=1&b=2"));
});

test("what is stored and no view is left out, and nothing throws", () => {
  expect(parseViews(null)).toEqual([]);
  expect(parseViews("{broken")).toEqual([]);
  expect(parseViews('[{"name":"a","query":"q=1"},{"name":2},null]')).toEqual([{ name: "a", query: "q=1" }]);
});
