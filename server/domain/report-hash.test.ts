import { ReportedService } from "@opstage/contracts";
import { expect, test } from "vitest";
import { canonicalJson, changedLists, contentHash, reportHash } from "./report-hash";

const report = ReportedService.parse({
  code: "demo",
  name: "Demo",
  manifest: { a: 1, b: { c: 2, d: 3 } },
  configs: [
    { key: "x", type: "string" },
    { key: "y", type: "string" },
  ],
  actions: [{ name: "echo", label: "Echo" }],
});

test("health does not count, nor does the order of anything that has none", () => {
  const same = {
    ...report,
    manifest: { b: { d: 3, c: 2 }, a: 1 },
    configs: report.configs?.toReversed(),
    health: { status: "DOWN" as const, details: { at: 5 } },
  };
  expect(reportHash(same)).toBe(reportHash(report));
});

test.each([
  ["version", { version: "2" }],
  ["manifest", { manifest: { a: 2 } }],
  ["configs", { configs: [] }],
  ["actions", { actions: [] }],
])("another %s is another hash", (_, change) => {
  expect(reportHash({ ...report, ...change })).not.toBe(reportHash(report));
});

test("two hashes tell which lists differ", () => {
  const before = reportHash(report);
  const renamed = { ...report, version: "2", manifest: { a: 2 } };
  expect(changedLists(before, reportHash(renamed))).toEqual({ configs: false, actions: false });
  expect(changedLists(before, reportHash({ ...report, configs: [] }))).toEqual({
    configs: true,
    actions: false,
  });
  expect(changedLists(before, reportHash({ ...report, actions: [] }))).toEqual({
    configs: false,
    actions: true,
  });
  expect(changedLists(undefined, before)).toEqual({ configs: true, actions: true });
  expect(changedLists("", before)).toEqual({ configs: true, actions: true });
});

test("members that are undefined count as absent; lists keep their order", () => {
  expect(contentHash({ a: undefined, b: 1 })).toBe(contentHash({ b: 1 }));
  expect(canonicalJson({ b: [2, 1], a: null })).toBe('{"a":null,"b":[2,1]}');
  expect(contentHash([1, 2])).not.toBe(contentHash([2, 1]));
});

test("a member called __proto__ counts like any other", () => {
  const value = JSON.parse('{"b":1,"__proto__":{"a":2}}');
  expect(canonicalJson(value)).toBe('{"__proto__":{"a":2},"b":1}');
  expect(contentHash(value)).not.toBe(contentHash({ b: 1 }));
});
