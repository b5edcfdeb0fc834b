import { expect, test } from "vitest";
import { z } from "zod";
import { remembered } from "./remembered";

const items = z.array(z.object({ name: z.string().min(1), note: z.string().default("none") }));
const isPrivate = (values: z.output<typeof items>) => values.some(({ note }) => note === "secret");

test("the same words give the same frozen value; other words are checked for themselves", () => {
  const schema = remembered(items, isPrivate);
  const first = schema.parse([{ name: "a", extra: 1 }]);
  expect(first).toEqual([{ name: "a", note: "none" }]);
  expect(schema.parse([{ name: "a", extra: 1 }])).toBe(first);
  expect(Object.isFrozen(first) && Object.isFrozen(first[0])).toBe(true);
  expect(schema.parse([{ name: "b" }])).toEqual([{ name: "b", note: "none" }]);
  expect(schema.parse([{ name: "a", extra: 1 }])).toBe(first);
});

test("what is wrong is said each time, where it is and in the schema's words", () => {
  const schema = z.object({ items: remembered(items, isPrivate).nullish() });
  const plain = z.object({ items: items.nullish() });
  const wrong = { items: [{ name: "a" }, { name: "" }, { note: 5 }] };
  const issuesOf = (of: z.ZodType) =>
    of.safeParse(wrong).error?.issues.map(({ path, message }) => ({ path, message }));
  expect(issuesOf(plain)).toHaveLength(3);
  expect(issuesOf(schema)).toEqual(issuesOf(plain));
  expect(issuesOf(schema)).toEqual(issuesOf(plain));
  expect(schema.parse({})).toEqual({});
  expect(schema.parse({ items: null })).toEqual({ items: null });
});

test("a private value is never kept", () => {
  const schema = remembered(items, isPrivate);
  const first = schema.parse([{ name: "a", note: "secret" }]);
  expect(schema.parse([{ name: "a", note: "secret" }])).not.toBe(first);
  expect(Object.isFrozen(first)).toBe(false);
});

test("what is kept is bounded: past the bound everything is forgotten once", () => {
  const schema = remembered(items, isPrivate);
  const first = schema.parse([{ name: "a" }]);
  const last = schema.parse([{ name: "b".repeat(7_999_990) }]);
  expect(schema.parse([{ name: "b".repeat(7_999_990) }])).toBe(last);
  expect(schema.parse([{ name: "a" }])).not.toBe(first);
});
