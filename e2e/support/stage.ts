import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { findBrowser } from "../../scripts/browser.mjs";
import { run } from "../../scripts/run.mjs";
import { startDemoFleet } from "./demo-fleet";
import { type OpstageProcess, startOpstage } from "./opstage-process";
import { type FleetScene, prepareScene } from "./scene";

/** A browser before a server with the demo fleet and some history: what pictures and tours are made of. */
export interface Stage {
  readonly opstage: OpstageProcess;
  readonly scene: FleetScene;
  /** A page of its own; signed in unless said otherwise. */
  openPage(options: BrowserContextOptions & { readonly signedIn?: boolean }): Promise<Page>;
  close(): Promise<void>;
}

/** A browser as the journeys use it. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  return chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ["--no-sandbox"] });
}

/** Builds what is not built, and opens the stage. `many` adds so many agents and services to the demo fleet. */
export async function openStage({ many = 0 }: { readonly many?: number } = {}): Promise<Stage> {
  const built = await run(process.execPath, [join("scripts", "build.mjs"), "--if-needed"]);
  if (built !== 0) throw new Error(`The build ended with code ${built}.`);
  const browser = await openBrowser();
  const opstage = await startOpstage();
  const fleet = await startDemoFleet(opstage);
  const close = async (): Promise<void> => {
    await browser.close();
    await fleet.stop();
    await opstage.dispose();
  };
  try {
    const scene = await prepareScene(opstage);
    if (many > 0) await addMany(opstage, many);
    return {
      opstage,
      scene,
      async openPage({ signedIn = true, ...options }) {
        const context = await browser.newContext({
          locale: "en-US",
          timezoneId: "UTC",
          baseURL: opstage.base,
          ...options,
        });
        if (signedIn) await context.addCookies(scene.cookies);
        return context.newPage();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Fills the database of a server with a large fleet that is not running, and 20 commands and audit rows for each. */
export async function addMany(opstage: OpstageProcess, count: number): Promise<void> {
  await opstage.stop();
  const sizes = ["--agents", count, "--commands", count * 20, "--audit", count * 20, "--events", 0];
  const filled = spawnSync(
    process.execPath,
    [join("bench", "generate.mjs"), "--data-dir", opstage.dataDir, ...sizes.map(String)],
    { stdio: "inherit" },
  );
  if (filled.status !== 0) throw new Error(`The generator ended with code ${filled.status}.`);
  await opstage.start();
}
