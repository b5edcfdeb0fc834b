import { expect, test } from "vitest";
import { makePassword } from "./make-password";

test("a made password has five groups of five letters and digits that are not mistaken for each other", () => {
  for (let n = 0; n < 100; n++)
    expect(makePassword()).toMatch(/^([abcdefghjkmnpqrstuvwxyzA-HJ-NP-Z2-9]{5}-){4}[a-zA-HJ-NP-Z2-9]{5}$/);
});

test("no letter is likelier than another: bytes past the last whole multiple are thrown away", () => {
  const bytes = [255, 250, 0, 1];
  expect(makePassword((into) => into.map((_, at) => bytes[at % bytes.length] ?? 0)).slice(0, 4)).toBe("abab");
});
