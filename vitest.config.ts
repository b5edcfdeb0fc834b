import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const resolve = {
  alias: [
    { find: /^@opstage\/contracts\/(.+)$/, replacement: `${at("contracts/src")}/$1.ts` },
    { find: "@opstage/contracts", replacement: at("contracts/src/index.ts") },
    { find: "@opstage/agent", replacement: at("agent-sdk/src/index.ts") },
  ],
};
const exclude = ["**/node_modules/**", "**/dist/**", "**/.next/**", "e2e/**"];

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          include: ["{contracts,agent-sdk,server,app,prisma,scripts,docs}/**/*.test.{ts,tsx}"],
          exclude: [...exclude, "server/testing/flows/**"],
          retry: process.env.CI === undefined ? 0 : 2,
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        resolve,
        // Whole packages, processes and folders outside the repository.
        test: {
          name: "flows",
          include: ["server/testing/flows/**/*.test.ts"],
          exclude,
          retry: process.env.CI === undefined ? 0 : 2,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
