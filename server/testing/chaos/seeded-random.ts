/** Random numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The seed of a run: from the environment to repeat one, otherwise a new one. */
export function chooseSeed(): number {
  const given = Number(process.env.OPSTAGE_TEST_SEED);
  return Number.isInteger(given) && given > 0 ? given : (crypto.getRandomValues(new Uint32Array(1))[0] ?? 1);
}
