import { ReportedService } from "@opstage/contracts";
import { expect, test } from "vitest";
import { canonicalJson, contentHash, reportHash } from "./report-hash";

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

test("members that are undefined count as absent; lists keep their order", () => {
  expect(contentHash({ a: undefined, b: 1 })).toBe(contentHash({ b: 1 }));
  expect(canonicalJson({ b: [2, 1], a: null })).toBe('{"a":null,"b":[2,1]}');
  expect(contentHash([1, 2])).not.toBe(contentHash([2, 1]));
});
