import { describe, expect, it } from "vitest";
import { fillPayload, fillTemplate, rowKey, valueAt } from "./template";

const row = { id: "a-1", quota: { left: 3 }, tags: ["x", "y"], "dotted.key": true };

describe("templates of row actions", () => {
  it("replace $row paths at any depth and keep the type of the value", () => {
    expect(fillTemplate({ id: "$row.id", limits: [{ left: "$row.quota.left" }], fixed: "b" }, row)).toEqual({
      id: "a-1",
      limits: [{ left: 3 }],
      fixed: "b",
    });
  });

  it("put null where the row has no such value", () => {
    expect(fillTemplate("$row.missing.deep", row)).toBeNull();
  });

  it("lift __detail out of the payload", () => {
    expect(fillPayload({ id: "$row.id", __detail: { title: "$row.id" } }, row)).toEqual({
      payload: { id: "a-1" },
      detail: { title: "a-1" },
    });
  });

  it("never read what an object inherits", () => {
    expect(valueAt(row, "constructor.name")).toBeUndefined();
  });

  it("read array items and keys with dots", () => {
    expect(valueAt(row, "tags.1")).toBe("y");
    expect(valueAt(row, "dotted.key")).toBe(true);
  });
});

describe("keys of rows", () => {
  it("come from id, key or name, else from the place", () => {
    expect(rowKey(row, 4)).toBe("id:a-1");
    expect(rowKey({ name: "n" }, 4)).toBe("name:n");
    expect(rowKey(["bare"], 4)).toBe("index:4");
  });
});
