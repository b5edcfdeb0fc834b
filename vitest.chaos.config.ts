import { defineConfig } from "vitest/config";
import { resolve } from "./vitest.config";

/** The long proofs: minutes of bad networks and sudden deaths. Short versions of them run with the other tests. */
export default defineConfig({
  resolve,
  test: {
    include: ["server/testing/chaos/**/*.chaos.ts"],
    // Each takes the whole machine, and each says what it has measured.
    fileParallelism: false,
    disableConsoleIntercept: true,
    testTimeout: 60 * 60_000,
    hookTimeout: 180_000,
  },
});
