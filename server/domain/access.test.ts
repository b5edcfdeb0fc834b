import { Role } from "@opstage/contracts";
import { expect, test } from "vitest";
import { hasRole } from "./access";
import { passwordProblem } from "./password-rule";

test("a role may do what lower roles may, and nothing that needs a higher one", () => {
  const allowed = (lowest: Role) => Role.options.filter((role) => hasRole(role, lowest));
  expect(allowed("viewer")).toEqual(["owner", "operator", "viewer"]);
  expect(allowed("operator")).toEqual(["owner", "operator"]);
  expect(allowed("owner")).toEqual(["owner"]);
});

test.each([
  ["short", "must have at least 12 characters"],
  ["x".repeat(257), "must have at most 256 characters"],
  ["Administrator", "must differ from the username"],
  ["correct horse battery", null],
])("the password %s: %s", (password, problem) => {
  expect(passwordProblem(password, "administrator")).toBe(problem);
});
