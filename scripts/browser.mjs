// Finds a browser for the journeys: Playwright's own, a system Chromium or Chrome, or one it installs.
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { run } from "./run.mjs";

const systemBrowsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The browser to drive: `""` for Playwright's own, a path for a system one, undefined when there is none. */
export function findBrowser() {
  const chosen = process.env.OPSTAGE_TEST_BROWSER;
  if (chosen !== undefined && chosen !== "") return chosen;
  if (existsSync(chromium.executablePath())) return "";
  return systemBrowsers.find((path) => existsSync(path));
}

/** As `findBrowser`, after installing one where there is none. Throws with one clear line when it cannot. */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found !== undefined) return found;
  console.log("No browser found; installing one for the browser journeys.");
  await run("npx", ["playwright", "install", "chromium"]).catch(() => 1);
  if (findBrowser() === undefined && existsSync("/usr/bin/apt-get") && process.getuid?.() === 0) {
    await run("sh", ["-c", "apt-get update -qq && apt-get install -y -qq chromium"]).catch(() => 1);
  }
  const installed = findBrowser();
  if (installed === undefined) {
    throw new Error(
      "The browser journeys need Chromium: run `npx playwright install chromium`, or set OPSTAGE_TEST_BROWSER to one.",
    );
  }
  return installed;
}
