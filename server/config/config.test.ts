import { resolve } from "node:path";
import { expect, test } from "vitest";
import { configWarnings, placeholderSessionSecret, toConfig } from "./config";
import { readEnv } from "./env";

const configOf = (env: Record<string, string> = {}) =>
  toConfig(readEnv({ OPSTAGE_SESSION_SECRET: "s".repeat(32), ...env }));

test("database and backups lie in the data directory unless they are set", () => {
  expect(configOf()).toMatchObject({
    dataDir: resolve("data"),
    backupDir: resolve("data/backups"),
    database: { path: resolve("data/opstage.db") },
  });
  expect(configOf({ OPSTAGE_DATA_DIR: "/app/data" })).toMatchObject({
    backupDir: "/app/data/backups",
    database: { path: "/app/data/opstage.db" },
  });
  expect(configOf({ OPSTAGE_DATA_DIR: "/app/data", OPSTAGE_BACKUP_DIR: "/backups" }).backupDir).toBe(
    "/backups",
  );
});

test.each([
  ["file:./data/x.db", resolve("data/x.db")],
  ["file:/var/x.db", "/var/x.db"],
  ["file:///var/x%20y.db", "/var/x y.db"],
  ["file:x.db?connection_limit=1", resolve("x.db")],
  ["./x.db", resolve("x.db")],
  ["/var/x.db", "/var/x.db"],
  [":memory:", ":memory:"],
  ["file::memory:?cache=shared", ":memory:"],
])("DATABASE_URL=%s is %s", (url, path) => {
  expect(configOf({ DATABASE_URL: url }).database.path).toBe(path);
});

test("the cookie is Secure unless the environment is development or test", () => {
  expect(configOf().session.secureCookie).toBe(true);
  expect(configOf({ NODE_ENV: "production" }).session.secureCookie).toBe(true);
  expect(configOf({ NODE_ENV: "development" }).session.secureCookie).toBe(false);
  expect(configOf({ NODE_ENV: "test" }).session.secureCookie).toBe(false);
});

test("a session lives at most seven days, or as long as its idle time when that is longer", () => {
  expect(configOf().session.maxSeconds).toBe(604_800);
  expect(configOf({ OPSTAGE_SESSION_TTL_SECONDS: "1000000" }).session.maxSeconds).toBe(1_000_000);
});

test("the configuration cannot be changed", () => {
  expect(() => Object.assign(configOf().session, { secret: "x" })).toThrow(TypeError);
});

test("the published secret and settings that make things flap are warned about", () => {
  expect(configWarnings(configOf())).toEqual([]);
  const warnings = configWarnings(
    configOf({
      OPSTAGE_SESSION_SECRET: placeholderSessionSecret,
      OPSTAGE_AGENT_OFFLINE_THRESHOLD_SECONDS: "30",
    }),
  );
  expect(warnings).toHaveLength(2);
});

test("a build without a version calls itself a development version", () => {
  expect(configOf().build.version).toMatch(/^\d+\.\d+\.\d+-dev$/);
  expect(configOf({ OPSTAGE_VERSION: "1.2.3" }).build.version).toBe("1.2.3");
});
