import { expect, it } from "vitest";
import { runInBadNetwork } from "./bad-network";
import { chooseSeed } from "./seeded-random";

it("a thousand commands over a network that loses, repeats, stalls and cuts: each ends, none runs twice", async () => {
  const seed = chooseSeed();
  console.info(`OPSTAGE_TEST_SEED=${seed}`);
  const { facts, faults } = await runInBadNetwork({
    seed,
    commands: 1_000,
    agents: 8,
    stallMs: 10_000,
    odds: {
      "reply lost": 0.06,
      "sent twice": 0.06,
      stalled: 0.02,
      swallowed: 0.02,
      reset: 0.04,
      "cut in the middle": 0.04,
    },
  });
  console.info(
    JSON.stringify({ faults, ends: countBy(facts.map(({ status, errorCode }) => errorCode ?? status)) }),
  );
  expect(facts).toHaveLength(1_000);
  expect(facts.filter(({ actionName, runs }) => actionName === "once" && runs > 1)).toEqual([]);
  expect(facts.filter(({ status, runs }) => status === "SUCCEEDED" && runs === 0)).toEqual([]);
  for (const fault of ["reply lost", "sent twice", "stalled", "swallowed", "reset", "cut in the middle"]) {
    expect(Reflect.get(faults, fault), fault).toBeGreaterThan(0);
  }
});

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
