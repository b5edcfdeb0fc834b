import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

it("every statement of the founding documents has a test, and docs/seeds.md names it", () => {
  const checked = spawnSync(process.execPath, ["scripts/seeds.mjs", "--check"], { encoding: "utf8" });
  expect(checked.stderr).toBe("");
  expect(checked.status).toBe(0);
});
