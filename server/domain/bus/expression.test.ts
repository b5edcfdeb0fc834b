import { describe, expect, it, test } from "vitest";
import { matchesEventType, patternsFor } from "./event-type";
import { compileExpression } from "./expression";

const payload = {
  name: "lamp",
  price: 5,
  half: 1.5,
  list: [1, 2, 3],
  nothing: null,
  many: Array.from({ length: 3000 }, (_, index) => index),
};
const event = { payload, eventType: "demo.item.created" };
const input = { event, length: JSON.stringify(event).length };

function outcomeOf(source: string): unknown {
  const expression = compileExpression(source);
  if (typeof expression === "string") return `cannot be compiled: ${expression}`;
  const result = expression.evaluate(input);
  return result.ok ? result.value : `${result.isTooCostly ? "too costly" : "no value"}: ${result.message}`;
}

describe("an expression", () => {
  test.each([
    ["event.payload.name", "lamp"],
    ["$event.payload.name", "lamp"],
    ["'item ' + event.payload.name", "item lamp"],
    ["event.payload.price + 1", 6],
    ["2 * event.payload.half", 3],
    ["event.payload.price % 2", 1],
    ["event.payload.price > 3 && event.eventType.startsWith('demo.')", true],
    ["event.payload.list.map(x, x * 2)", [2, 4, 6]],
    ["event.payload.list.filter(x, x > 1)", [2, 3]],
    ["event.payload.list.map(x, x > 1, x + 1)", [3, 4]],
    ["event.payload.list.exists(x, x == 2)", true],
    ["event.payload.list.all(x, x > 0)", true],
    ["(event.payload.list).map( x , (x))", [1, 2, 3]],
    [
      "event.payload.list.map(x, event.payload.list.map(y, x + y))",
      [
        [2, 3, 4],
        [3, 4, 5],
        [4, 5, 6],
      ],
    ],
    ["has(event.payload.missing)", false],
    ["event.payload.?missing.orValue('none')", "none"],
    ["{'a': 1, 'b': [event.payload.nothing]}", { a: 1, b: [null] }],
    ["size(event.payload.many)", 3000],
    ["timestamp('2026-01-02T03:04:05Z')", "2026-01-02T03:04:05.000Z"],
    ["event.payload.name.matches('^la.p$')", true],
  ])("%s gives %j", (source, expected) => {
    expect(outcomeOf(source)).toEqual(expected);
  });

  test.each([
    ["1 +", "cannot be compiled"],
    ["nope", "cannot be compiled"],
    ["1 + 'a'", "cannot be compiled"],
    ["cel.bind(a, 'x', a + a)", "cannot be compiled"],
    ["opstage_step(1)", "cannot be compiled"],
    ["x".repeat(1001), "cannot be compiled"],
    ["event.payload.missing", "no value"],
    ["event.payload.list[7]", "no value"],
    ["event.__proto__", "no value"],
    ["event.payload.constructor", "no value"],
    ["1.0 / 0.0", "no value"],
    ["9223372036854775807", "no value"],
    ["b'bytes'", "no value"],
    ["'a'.matches('(?=a)')", "no value"],
  ])("%s has no value, and says why", (source, why) => {
    expect(outcomeOf(source)).toMatch(why);
  });
});

describe("what an expression may cost", () => {
  it.each([
    "event.payload.many.map(x, event.payload.many.map(y, x * y))",
    "event.payload.many.exists(x, event.payload.many.exists(y, y < 0))",
    "event.payload.many.all(x, event.payload.many.all(y, y >= 0))",
    "event.payload.many.filter(x, event.payload.many.exists_one(y, y == x))",
    "event.payload.many.map(x, event.payload.many.map(y, event.payload.many.map(z, x + y + z)))",
  ])("is bounded for %s", (source) => {
    expect(outcomeOf(source)).toMatch("too costly");
  });

  it("does not follow a pattern that backtracks", () => {
    expect(outcomeOf(`'${"a".repeat(60)}b'.matches('^(a+)+$')`)).toBe(false);
  });

  it("is bounded in loops that a comment hides", () => {
    expect(outcomeOf("event.payload.many.map(x // a, b\n, x)")).toMatch(
      /cannot be compiled|too costly|^0,1,2/,
    );
    expect(outcomeOf("event.payload.many.map(x // ,\n, event.payload.many.map(y, y))")).toMatch(
      /cannot be compiled|too costly/,
    );
  });
});

describe("an event type", () => {
  it("is taken by itself and by its beginnings up to a dot", () => {
    expect(patternsFor("a.b.c")).toEqual(["a.b.c", "a.*", "a.b.*"]);
    expect(patternsFor("a")).toEqual(["a"]);
    expect(matchesEventType("a.*", "a.b.c")).toBe(true);
    expect(matchesEventType("a.*", "a")).toBe(false);
    expect(matchesEventType("a.*", "ab.c")).toBe(false);
  });

  it("is found by exactly the patterns that match it", () => {
    const types = ["a", "a.b", "a.b.c", "ab.c", "a..b", "a."];
    const patterns = ["a", "a.*", "a.b", "a.b.*", "ab.*", "a..b"];
    for (const type of types)
      for (const pattern of patterns)
        expect([type, pattern, patternsFor(type).includes(pattern)]).toEqual([
          type,
          pattern,
          matchesEventType(pattern, type),
        ]);
  });
});
