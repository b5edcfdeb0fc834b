import { expect, test } from "vitest";
import { schemaDiff } from "./schema-diff";

test("the migrations build exactly what the schema says", async () => {
  expect(await schemaDiff(process.cwd())).toBe("");
});
