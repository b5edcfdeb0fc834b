import fc from "fast-check";
import { expect, it } from "vitest";
import { history, runHistory } from "../command-model";
import { chooseSeed } from "./seeded-random";

const histories = Number(process.env.OPSTAGE_TEST_HISTORIES ?? 3000);
const tellEvery = 250;

it(`no history of ${histories} loses, doubles or strands a command`, async () => {
  // fast-check takes 32 bits with a sign.
  const seed = chooseSeed() | 0;
  console.info(`OPSTAGE_TEST_SEED=${seed >>> 0}`);
  let count = 0;
  const property = fc.asyncProperty(history, async (steps) => {
    await runHistory(steps);
    if (++count % tellEvery === 0) console.info(`${count} histories`);
  });
  const run = fc.assert(property, { numRuns: histories, seed });
  await expect(run).resolves.toBeUndefined();
});
