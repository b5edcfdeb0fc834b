import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { toConfig } from "./config";
import { envNames, readEnv } from "./env";

const secret = "s".repeat(32);

test("without a session secret the message is the documented one", () => {
  const message =
    'Invalid environment: {"OPSTAGE_SESSION_SECRET":["OPSTAGE_SESSION_SECRET is required (>=32 chars)"]}';
  expect(() => readEnv({})).toThrow(message);
  expect(() => readEnv({ OPSTAGE_SESSION_SECRET: "" })).toThrow(message);
});

test("a short session secret is refused in the same shape", () => {
  expect(() => readEnv({ OPSTAGE_SESSION_SECRET: "short" })).toThrow(
    'Invalid environment: {"OPSTAGE_SESSION_SECRET":["OPSTAGE_SESSION_SECRET must be at least 32 chars"]}',
  );
});

test("a set admin password below 12 characters is refused", () => {
  expect(() => readEnv({ OPSTAGE_SESSION_SECRET: secret, OPSTAGE_ADMIN_PASSWORD: "short" })).toThrow(
    '{"OPSTAGE_ADMIN_PASSWORD":["OPSTAGE_ADMIN_PASSWORD must be at least 12 chars"]}',
  );
});

test("all problems are told at once", () => {
  expect(() => readEnv({ OPSTAGE_PORT: "http", OPSTAGE_LOG_LEVEL: "loud" })).toThrow(
    /OPSTAGE_SESSION_SECRET.*OPSTAGE_PORT.*OPSTAGE_LOG_LEVEL/,
  );
});

test.each([
  ["OPSTAGE_PORT", "0"],
  ["OPSTAGE_PORT", "65536"],
  ["OPSTAGE_SESSION_TTL_SECONDS", "1.5"],
  ["OPSTAGE_AUDIT_RETENTION_DAYS", "-1"],
  ["OPSTAGE_CAPSULE_BUS_INGEST_PER_MIN", "0"],
  ["OPSTAGE_DURABILITY", "none"],
  ["OPSTAGE_PUBLIC_BASE_URL", "opstage.example.com"],
  ["DATABASE_URL", "postgres://localhost/opstage"],
  ["OPSTAGE_SESSION_MAX_SECONDS", "60"],
])("%s=%s is refused", (name, value) => {
  expect(() => readEnv({ OPSTAGE_SESSION_SECRET: secret, [name]: value })).toThrow(`"${name}":[`);
});

test.each(["1", "true", "YES", "on"])("the bus is on for %s", (value) => {
  expect(
    readEnv({ OPSTAGE_SESSION_SECRET: secret, OPSTAGE_CAPSULE_BUS_ENABLED: value })
      .OPSTAGE_CAPSULE_BUS_ENABLED,
  ).toBe(true);
});

const example = readFileSync(new URL("../../.env.example", import.meta.url), "utf8");
const listed = [...example.matchAll(/^(# )?([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(
  ([, hash, name = "", value = ""]) => ({
    name,
    value,
    isDefault: hash !== undefined,
  }),
);

test(".env.example lists every variable that is read, and no other", () => {
  expect(listed.map(({ name }) => name)).toEqual(envNames);
});

test(".env.example shows the defaults", () => {
  const defaults = listed.filter(({ isDefault }) => isDefault).map(({ name, value }) => [name, value]);
  const shown = { ...Object.fromEntries(defaults), OPSTAGE_SESSION_SECRET: secret };
  expect(toConfig(readEnv(shown))).toEqual(toConfig(readEnv({ OPSTAGE_SESSION_SECRET: secret })));
});

test(".env.example as it is starts a server whose secret is known to be the published one", () => {
  const given = Object.fromEntries(
    listed.filter((line) => !line.isDefault).map(({ name, value }) => [name, value]),
  );
  expect(toConfig(readEnv(given)).session.isPlaceholderSecret).toBe(true);
});
