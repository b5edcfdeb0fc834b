import { it } from "vitest";
import { type KillRound, runKillRounds, runningPoints } from "../kill-rounds";
import { chooseSeed, seededRandom } from "./seeded-random";

/** Rounds on one database; each is a start, load, and a kill. */
const rounds = Number(process.env.OPSTAGE_TEST_ROUNDS ?? 200);

function* randomRounds(random: () => number): Generator<KillRound> {
  for (let round = 0; round < rounds; round++) {
    const point = runningPoints[round % runningPoints.length] ?? "before-commit";
    yield { point, commit: 1 + Math.floor(random() * 120) };
  }
}

it(`a server killed ${rounds} times at its commits loses nothing it acknowledged, and every command ends`, async () => {
  const seed = chooseSeed();
  console.info(`OPSTAGE_TEST_SEED=${seed}`);
  const { slowestStartMs } = await runKillRounds(randomRounds(seededRandom(seed)));
  console.info(`The slowest start took ${Math.round(slowestStartMs)} ms.`);
});
