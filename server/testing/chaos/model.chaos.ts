import fc from "fast-check";
import { expect, it } from "vitest";
import { history, runHistory } from "../command-model";

it("no history of 3,000 loses, doubles or strands a command", async () => {
  await expect(fc.assert(fc.asyncProperty(history, runHistory), { numRuns: 3000 })).resolves.toBeUndefined();
});
