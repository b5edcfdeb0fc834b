import fc from "fast-check";
import { expect, test } from "vitest";
import { createSecretBox } from "./secrets";

const box = createSecretBox("a session secret of at least 32 characters");

test("any text comes back as it was, and shows nothing while sealed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(box.open(box.seal(text))).toBe(text);
    }),
  );
  expect(box.seal("hunter2 hunter2")).not.toContain("hunter2");
  expect(box.seal("x")).not.toBe(box.seal("x"));
});

test("a changed text is refused", () => {
  const sealed = box.seal("hunter2");
  const changed = `${sealed.slice(0, -2)}${sealed.endsWith("AA") ? "BB" : "AA"}`;
  expect(() => box.open(changed)).toThrow();
  expect(() => box.open("v1.abc")).toThrow("Not a sealed secret.");
  expect(() => box.open("hunter2")).toThrow("Not a sealed secret.");
});

test("another session secret opens nothing", () => {
  const other = createSecretBox("another session secret, also long enough");
  expect(() => other.open(box.seal("hunter2"))).toThrow();
});
