import { expect, test } from "vitest";
import { paths, safeNext, targetPath } from "./paths";

test("links leave out what is not set", () => {
  expect(paths.agents({ status: "OFFLINE", q: undefined })).toBe("/agents?status=OFFLINE");
  expect(paths.login()).toBe("/login");
  expect(paths.login("/agents?page=2")).toBe("/login?next=%2Fagents%3Fpage%3D2");
});

test("after signing in one never lands on another site", () => {
  for (const next of [
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "",
    null,
    "/login?next=/login",
  ])
    expect(safeNext(next)).toBe("/dashboard");
  expect(safeNext("/services/svc_1?tab=health")).toBe("/services/svc_1?tab=health");
});

test("a target of the audit trail leads to its page when it has one", () => {
  expect(targetPath("Agent", "agt_1")).toBe("/agents/agt_1");
  expect(targetPath("Command", "cmd_1")).toBe("/commands/cmd_1");
  expect(targetPath("Workspace", "wks_default")).toBeNull();
  expect(targetPath("Agent", null)).toBeNull();
});
