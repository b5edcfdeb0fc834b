import { expect, it } from "vitest";
import { runInBadNetwork } from "../chaos/bad-network";
import { chooseSeed } from "../chaos/seeded-random";

it("over a network that loses, repeats, stalls and cuts, every command ends and none runs twice", async () => {
  const seed = chooseSeed();
  const { facts } = await runInBadNetwork({
    seed,
    commands: 50,
    agents: 3,
    stallMs: 500,
    odds: {
      "reply lost": 0.08,
      "sent twice": 0.08,
      stalled: 0.05,
      swallowed: 0.01,
      reset: 0.05,
      "cut in the middle": 0.05,
    },
  });
  const hint = `Repeat it with OPSTAGE_TEST_SEED=${seed}`;
  expect(facts, hint).toHaveLength(50);
  expect(
    facts.filter(({ actionName, runs }) => actionName === "once" && runs > 1),
    hint,
  ).toEqual([]);
  expect(
    facts.filter(({ status, runs }) => status === "SUCCEEDED" && runs === 0),
    hint,
  ).toEqual([]);
  expect(facts.filter(({ status }) => status === "SUCCEEDED").length, hint).toBeGreaterThan(30);
});
