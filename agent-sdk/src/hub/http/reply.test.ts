import {
  AdapterActionResult,
  AdapterActions,
  AdapterEvents,
  AdapterHealth,
  AdapterManifest,
} from "@opstage/contracts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ChildError } from "../child-error";
import { isLocalHost } from "./address";
import { readReply } from "./reply";

const schemas = [AdapterManifest, AdapterHealth, AdapterActions, AdapterActionResult, AdapterEvents];
const answered = (text: string, contentType = "application/json", status = 200) => ({
  status,
  contentType,
  location: undefined,
  text,
});

describe("a child's answer", () => {
  test("is read, or becomes an error with a code and one line of text", () => {
    const types = fc.constantFrom(
      "application/json",
      "application/problem+json; charset=utf-8",
      "text/html",
      "",
    );
    const texts = fc.oneof(fc.json(), fc.string(), fc.constant("[".repeat(50_000)));
    fc.assert(
      fc.property(
        texts,
        types,
        fc.integer({ min: 100, max: 599 }),
        fc.nat(4),
        (text, type, status, index) => {
          const schema = schemas[index];
          if (!schema) return;
          try {
            readReply<unknown>("GET /x", answered(text, type, status), schema);
          } catch (error) {
            expect(error).toBeInstanceOf(ChildError);
            expect(String(error)).not.toContain("\n");
            expect(String(error).length).toBeLessThan(2_000);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("nested too deeply is refused, not walked", () => {
    const deep = `{"data":${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}}`;
    expect(() => readReply("POST /x", answered(deep), AdapterActionResult)).toThrow(/at most 64 levels/);
  });

  test("two actions of one name are refused", () => {
    const twice = JSON.stringify([{ name: "a" }, { name: "a" }]);
    expect(() => readReply("GET /x", answered(twice), AdapterActions)).toThrow(/"a" is there twice/);
  });
});

test.each([
  ["127.0.0.1", true],
  ["10.1.2.3", true],
  ["192.168.0.9", true],
  ["[::1]", true],
  ["[fd00::1]", true],
  ["8.8.8.8", false],
  ["169.254.169.254", false],
  ["[fe80::1]", false],
  ["[2001:db8::1]", false],
  ["0.0.0.0", false],
  ["localhost", undefined],
])("%s is local: %s", (host, expected) => {
  expect(isLocalHost(host)).toBe(expected);
});
