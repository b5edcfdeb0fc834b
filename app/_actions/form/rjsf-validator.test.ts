import type { RJSFSchema } from "@rjsf/utils";
import { describe, expect, it } from "vitest";
import { rjsfValidator } from "./rjsf-validator";

const schema: RJSFSchema = {
  type: "object",
  required: ["name"],
  properties: { name: { type: "string", minLength: 2 }, port: { $ref: "#/$defs/port" } },
  $defs: { port: { type: "integer", minimum: 1 } },
};

describe("the validator behind the form", () => {
  it("puts each error at its field", () => {
    const { errorSchema } = rjsfValidator.validateFormData({ port: 0 }, schema);
    expect(errorSchema.name?.__errors).toHaveLength(1);
    expect(errorSchema.port?.__errors).toHaveLength(1);
  });

  it("takes an emptied field for an absent one", () => {
    expect(rjsfValidator.validateFormData({ name: "ab", port: undefined }, schema).errors).toEqual([]);
  });

  it("checks a branch with the definitions of its root", () => {
    const branch: RJSFSchema = { $ref: "#/$defs/port" };
    expect(rjsfValidator.isValid(branch, 443, schema)).toBe(true);
    expect(rjsfValidator.isValid({ ...branch }, 0, schema)).toBe(false);
  });
});
