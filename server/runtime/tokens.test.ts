import { expect, test } from "vitest";
import { areEqualSecrets, createTokens } from "./tokens";

test("tokens carry their kind and 256 random bits", () => {
  const tokens = createTokens();
  expect(tokens.issueRegistration()).toMatch(/^opstage_reg_[A-Za-z0-9_-]{43}$/);
  expect(tokens.issueAgent()).toMatch(/^opstage_agent_[A-Za-z0-9_-]{43}$/);
  expect(tokens.issueOpaque()).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(tokens.issueAgent()).not.toBe(tokens.issueAgent());
});

test("what is stored is the SHA-256 of the whole token", () => {
  expect(createTokens().hashToken("abc")).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

test("secrets of any lengths can be compared", () => {
  expect(areEqualSecrets("a", "a")).toBe(true);
  expect(areEqualSecrets("a", "")).toBe(false);
  expect(areEqualSecrets("a", "ab")).toBe(false);
});
