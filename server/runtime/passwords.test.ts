import { parseOptions } from "@node-rs/argon2";
import { expect, test } from "vitest";
import { createPasswords, defaultPasswordCost } from "./passwords";

const passwords = createPasswords({ memoryKiB: 64, passes: 1 });

test("a password verifies against its own hash and no other does", async () => {
  const hash = await passwords.hash("correct horse battery");
  expect(hash).toMatch(/^\$argon2id\$/);
  expect(await passwords.verify(hash, "correct horse battery")).toBe(true);
  expect(await passwords.verify(hash, "Correct horse battery")).toBe(false);
});

test("the same password hashes differently each time", async () => {
  expect(await passwords.hash("correct horse battery")).not.toBe(
    await passwords.hash("correct horse battery"),
  );
});

test("checking a password of nobody is always false", async () => {
  expect(await passwords.verifyNobody("anything")).toBe(false);
  expect(await createPasswords(defaultPasswordCost).verifyNobody("")).toBe(false);
});

test("the default cost is the recommended one", async () => {
  const { memoryCost, timeCost, parallelism } = parseOptions(await createPasswords().hash("x"));
  expect({ memoryCost, timeCost, parallelism }).toEqual({ memoryCost: 19_456, timeCost: 2, parallelism: 1 });
});
