import { describe, expect, it } from "vitest";
import { closestBranch, switchBranch } from "./choice-branch";

const http = {
  type: "object",
  properties: { kind: { const: "http" }, url: { type: "string", format: "uri" }, name: { type: "string" } },
  required: ["kind", "url"],
};
const tcp = {
  type: "object",
  properties: {
    kind: { const: "tcp" },
    port: { type: "integer", default: 443 },
    name: { type: "string" },
    url: { type: "integer" },
  },
  required: ["kind", "port"],
};

describe("the branch a value means", () => {
  it("is the one its constant names, finished or not", () => {
    expect(closestBranch([http, tcp], { kind: "tcp" }, {})).toBe(1);
    expect(closestBranch([http, tcp], { kind: "http", port: 1 }, {})).toBe(0);
  });

  it("is the one of its type", () => {
    const branches = [{ type: "string" }, { type: "integer" }, { type: "array" }];
    expect(closestBranch(branches, 4, {})).toBe(1);
    expect(closestBranch(branches, [], {})).toBe(2);
  });

  it("is the one that knows more of its members, and the first while there is nothing", () => {
    const byName = { properties: { name: { type: "string" } }, required: ["name"] };
    const byId = { properties: { id: { type: "string" } }, required: ["id"] };
    expect(closestBranch([byName, byId], { id: "1" }, {})).toBe(1);
    expect(closestBranch([byName, byId], undefined, {})).toBe(0);
  });
});

describe("choosing another branch", () => {
  it("starts it with its constants and defaults, and keeps what both know", () => {
    const value = { kind: "http", url: "https://a.example", name: "mine", since: "2026" };
    const schema = { properties: { since: { type: "string" } }, oneOf: [http, tcp] };
    expect(switchBranch({ schema, to: tcp, root: {} }, value)).toEqual({
      kind: "tcp",
      port: 443,
      name: "mine",
      since: "2026",
    });
  });

  it("drops a value of another type", () => {
    expect(switchBranch({ schema: {}, to: { type: "integer" }, root: {} }, "text")).toBeUndefined();
    expect(switchBranch({ schema: {}, to: { type: "null" }, root: {} }, "text")).toBeNull();
  });
});
