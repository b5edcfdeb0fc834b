import { it } from "vitest";
import { type KillRound, runKillRounds, runningPoints } from "../kill-rounds";

/** Rounds on one database; each is a start, load, and a kill. */
const rounds = 200;

function* randomRounds(): Generator<KillRound> {
  for (let round = 0; round < rounds; round++) {
    const point = runningPoints[round % runningPoints.length] ?? "before-commit";
    yield { point, commit: 1 + Math.floor(Math.random() * 120) };
  }
}

it(`a server killed ${rounds} times at its commits loses nothing it acknowledged, and every command ends`, async () => {
  await runKillRounds(randomRounds());
});
