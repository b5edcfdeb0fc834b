import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { envNames } from "../config/env";

it("docs/configuration.md names every variable that the server reads", () => {
  const page = readFileSync("docs/configuration.md", "utf8");
  expect(envNames.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
});
