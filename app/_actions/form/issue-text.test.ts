import { compileSchema } from "@opstage/contracts/json-schema";
import { describe, expect, it } from "vitest";
import { textOf } from "../../_lib/i18n";
import { describeIssue } from "./issue-text";

const schema = {
  type: "object",
  required: ["name"],
  additionalProperties: false,
  properties: {
    name: { type: "string" },
    port: { type: "integer", minimum: 1 },
    tags: { type: "array", items: { type: "string", maxLength: 3 } },
  },
};

const messagesFor = (language: "en-US" | "zh-CN", payload: unknown) =>
  compileSchema(schema)
    .issues(payload)
    .map((issue) => describeIssue((key, params) => textOf(language, key, params), schema, issue))
    .map(({ path, message }) => `${path}: ${message}`);

describe("what is wrong with a field", () => {
  it("is said in words with the limit it broke", () => {
    expect(messagesFor("en-US", { port: 0, tags: ["long"] })).toEqual([
      "name: Required",
      "port: Must be at least 1",
      "tags.0: Must have at most 3 characters",
    ]);
  });

  it("is said in Chinese too", () => {
    expect(messagesFor("zh-CN", { port: 0 })).toEqual(["name: 必填", "port: 不能小于 1"]);
  });
});
