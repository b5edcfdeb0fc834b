import type { JsonObject } from "@opstage/contracts";
import { expect, test } from "vitest";
import { joinSecrets, secretMarker, splitSecrets } from "./payload-secrets";

const schema = {
  type: "object",
  properties: {
    user: { type: "string" },
    password: { type: "string", format: "password" },
    token: { type: "string" },
    accounts: {
      type: "array",
      items: { type: "object", properties: { pin: { type: "string", writeOnly: true } } },
    },
  },
};

test("secret fields leave the payload and come back to where they were", () => {
  const payload: JsonObject = {
    user: "ann",
    password: "hunter2",
    token: "kept",
    accounts: [{ pin: "1" }, {}, { pin: "3" }],
  };
  const split = splitSecrets(payload, schema);
  expect(split.payload).toEqual({
    user: "ann",
    password: secretMarker,
    token: "kept",
    accounts: [{ pin: secretMarker }, {}, { pin: secretMarker }],
  });
  expect(split.secrets).not.toBeNull();
  expect(joinSecrets(split.payload, split.secrets ?? [])).toEqual(payload);
});

test("a payload without secret fields is left as it is", () => {
  const payload = { user: "ann", password_hint: "no" };
  expect(splitSecrets(payload, schema)).toEqual({ payload, secrets: null });
  expect(splitSecrets(payload, {})).toEqual({ payload, secrets: null });
});

test("a whole object can be secret", () => {
  const split = splitSecrets({ key: { a: 1 } }, { properties: { key: { writeOnly: true } } });
  expect(split.payload).toEqual({ key: secretMarker });
  expect(joinSecrets(split.payload, split.secrets ?? [])).toEqual({ key: { a: 1 } });
});
