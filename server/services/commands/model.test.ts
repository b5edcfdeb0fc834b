import fc from "fast-check";
import { expect, it } from "vitest";
import { history, runHistory } from "../../testing/command-model";

it("no history of crashes, lost replies, restarts and races loses, doubles or strands a command", async () => {
  // The seed of a failure is printed with it; `npm run test:chaos` runs thousands of histories.
  await expect(
    fc.assert(fc.asyncProperty(history, runHistory), { numRuns: 100, interruptAfterTimeLimit: 12_000 }),
  ).resolves.toBeUndefined();
}, 60_000);
