import { describe, expect, it } from "vitest";
import { groupActions } from "./action-groups";

const action = (name: string, category?: string, order?: number) => ({ name, label: name, category, order });

describe("groups of actions", () => {
  it("follow the contract's order of categories, unknown ones last", () => {
    const groups = groupActions([
      action("z", "zebra"),
      action("d", "diagnostics"),
      action("a", "account"),
      action("x"),
    ]);
    expect(groups.map((group) => group.category)).toEqual(["account", "diagnostics", "other", "zebra"]);
  });

  it("sort by order, then by label", () => {
    const [group] = groupActions([action("b"), action("c", undefined, 1), action("a")]);
    expect(group?.actions.map((entry) => entry.name)).toEqual(["c", "a", "b"]);
  });

  it("leave out actions that belong to a row or a page of a result", () => {
    expect(groupActions([action("r", "row-action"), action("p", "page-action")])).toEqual([]);
  });
});
