import { defineConfig } from "@playwright/test";
import { findBrowser } from "./scripts/browser.mjs";

const executablePath = findBrowser();

export default defineConfig({
  testDir: "e2e",
  tsconfig: "e2e/tsconfig.json",
  testMatch: "**/*.e2e.ts",
  outputDir: "test-results",
  snapshotPathTemplate: "e2e/baselines/{arg}{ext}",
  fullyParallel: false,
  // A file's journeys share a server and follow each other; files do not know of each other.
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  // A shared runner may stall for longer than any page waits; a journey that needs it is reported as flaky.
  retries: process.env.CI === undefined ? 0 : 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  // What takes long or compares pictures is tagged @full and runs in `npm run test:e2e:full` alone.
  projects: [
    { name: "journeys", grepInvert: /@full/ },
    { name: "full", grep: /@full/ },
  ],
  use: {
    browserName: "chromium",
    locale: "en-US",
    timezoneId: "UTC",
    // A popup that slides in is not where it will be; the journeys are about what it does when it is there.
    contextOptions: { reducedMotion: "reduce" },
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
      ],
    },
  },
});
