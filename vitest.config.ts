import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** How the packages of this repository are found: as their sources. */
export const resolve = {
  alias: [
    { find: /^@opstage\/contracts\/(.+)$/, replacement: `${at("contracts/src")}/$1.ts` },
    { find: "@opstage/contracts", replacement: at("contracts/src/index.ts") },
    { find: "@opstage/agent", replacement: at("agent-sdk/src/index.ts") },
  ],
};
// A condition is awaited for as long as a busy machine may need; a test that holds does not wait.
const expect = { poll: { timeout: 15_000 } };
const exclude = ["**/node_modules/**", "**/dist/**", "**/.next/**", "e2e/**"];

export default defineConfig({
  test: {
    // Processes and clocks are waited for more than they are computed: one file a core would idle.
    maxWorkers: Math.max(3, availableParallelism()),
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          include: ["{contracts,agent-sdk,server,app,prisma,scripts,docs}/**/*.test.{ts,tsx}"],
          exclude: [...exclude, "server/testing/flows/**"],
          testTimeout: 20_000,
          hookTimeout: 30_000,
          expect,
        },
      },
      {
        resolve,
        // Whole packages, processes and folders outside the repository.
        test: {
          name: "flows",
          include: ["server/testing/flows/**/*.test.ts"],
          exclude,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect,
        },
      },
    ],
  },
});
