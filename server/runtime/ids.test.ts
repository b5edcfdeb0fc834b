import { UserId } from "@opstage/contracts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { TestClock } from "./clock";
import { createIds } from "./ids";

test("an id is its prefix and a ULID", () => {
  const id = createIds(new TestClock()).next("usr");
  expect(id).toMatch(/^usr_[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(UserId.parse(id)).toBe(id);
});

test("ids grow also while time stands still or goes back", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 50 }), async (steps) => {
      let now = 1_000_000;
      const ids = createIds({ now: () => now });
      const made = steps.map((step) => {
        now += step - 2;
        return ids.next("cmd");
      });
      expect(made).toEqual(made.toSorted());
      expect(new Set(made).size).toBe(made.length);
    }),
  );
});
