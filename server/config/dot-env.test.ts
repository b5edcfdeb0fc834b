import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { afterEach, expect, test } from "vitest";
import { loadDotEnv } from "./dot-env";

const names = ["DOT_ENV_TEST_NEW", "DOT_ENV_TEST_SET"];

afterEach(() => {
  for (const name of names) delete env[name];
});

test("a .env file adds variables and overrides none; a missing one is fine", () => {
  const dir = mkdtempSync(join(tmpdir(), "opstage-env-"));
  loadDotEnv(dir);
  env.DOT_ENV_TEST_SET = "before";
  writeFileSync(join(dir, ".env"), "DOT_ENV_TEST_NEW=new\nDOT_ENV_TEST_SET=after\n");
  loadDotEnv(dir);
  expect(names.map((name) => env[name])).toEqual(["new", "before"]);
});
