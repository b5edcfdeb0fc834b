import type { JsonObject, JsonValue } from "@opstage/contracts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isSecretName, redacted, redactKeys, redactValues } from "./redaction";

test.each([
  "token",
  "accessToken",
  "SECRET",
  "db_password",
  "Cookie",
  "Authorization",
  "apiKey",
  "api-key",
  "API_KEY",
  "generatedKey",
  "rawKey",
  "plainTextKey",
])("%s names a secret", (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each(["key", "configKey", "apiKeyring", "passenger", "name", "okay"])("%s names no secret", (name) => {
  expect(isSecretName(name)).toBe(false);
});

test("secrets go at any depth; counters and flags stay", () => {
  const value = {
    password: "x",
    deep: [{ apiKey: { value: "k" }, sessionTokens: ["a", "b"] }],
    tokenCount: 42,
    hasPassword: true,
    tokens: { input: 5, output: 6 },
    secret: null,
    token: "",
    note: "fine",
  };
  expect(redactKeys(value)).toEqual({
    password: redacted,
    deep: [{ apiKey: redacted, sessionTokens: redacted }],
    tokenCount: 42,
    hasPassword: true,
    tokens: { input: 5, output: 6 },
    secret: null,
    token: "",
    note: "fine",
  });
});

test("a schema keeps its properties, whatever they are called", () => {
  const schema = {
    type: "object",
    required: ["password"],
    properties: {
      password: { type: "string", format: "password", title: "Password" },
      auth: { type: "object", properties: { apiKey: { type: "string" } } },
    },
  };
  expect(redactKeys({ action: { inputSchema: schema } })).toEqual({ action: { inputSchema: schema } });
});

test("a schema's sample of a secret goes, and so does a plain value under properties", () => {
  expect(
    redactKeys({
      type: "object",
      properties: {
        password: { type: "string", default: "hunter2" },
        token: "hunter2",
        secret: { v: "hunter2" },
      },
    }),
  ).toEqual({
    type: "object",
    properties: { password: { type: "string", default: redacted }, token: redacted, secret: redacted },
  });
});

test("tokens are masked inside of any text, and nothing else changes", () => {
  expect(
    redactValues({
      message: "used opstage_reg_AbC-1_2 and opstage_agent_xyz.",
      tokenCount: 3,
      revokedTokens: 1,
      cookie: "opstage_session",
      secret: "kept: this policy looks at values",
    }),
  ).toEqual({
    message: `used opstage_reg_${redacted} and opstage_agent_${redacted}.`,
    tokenCount: 3,
    revokedTokens: 1,
    cookie: "opstage_session",
    secret: "kept: this policy looks at values",
  });
});

const anyJson = fc.jsonValue({ maxDepth: 6 }).map((value) => JSON.parse(JSON.stringify(value)));
const secret = "sEcReT-vAlUe";
const name = fc.constantFrom("a", "password", "apiKey", "tokenCount", "items", "__proto__");
const { tree } = fc.letrec<{ tree: JsonValue }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(secret, 1, true, null),
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(name, tie("tree"), { maxKeys: 3 }),
  ),
}));

test("no text survives under a secret's name, every number does, and redacting twice changes nothing", () => {
  fc.assert(
    fc.property(tree, (value) => {
      const clean = redactKeys({ outer: value, password: { inner: secret, ok: value } });
      expect(textsUnderSecrets(clean)).toEqual([]);
      expect(redactKeys(clean)).toEqual(clean);
    }),
  );
});

test("redaction takes any JSON, keeps its shape where nothing is secret, and is repeatable", () => {
  fc.assert(
    fc.property(anyJson, (value: JsonValue) => {
      expect(redactValues(redactValues(value))).toEqual(redactValues(value));
      expect(redactKeys(redactKeys(value))).toEqual(redactKeys(value));
      if (!JSON.stringify(value).includes("opstage_")) expect(redactValues(value)).toEqual(value);
    }),
  );
});

function textsUnderSecrets(value: JsonValue, isUnder = false): string[] {
  if (typeof value === "string") return isUnder && value !== redacted ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => textsUnderSecrets(item, isUnder));
  const members: JsonObject = value;
  return Object.entries(members).flatMap(([key, member]) =>
    textsUnderSecrets(member, isUnder || isSecretName(key)),
  );
}
