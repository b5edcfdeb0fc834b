import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Role } from "@opstage/contracts";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { findBrowser } from "../../scripts/browser.mjs";
import { run } from "../../scripts/run.mjs";
import { startDemoFleet } from "./demo-fleet";
import { type OpstageProcess, startOpstage } from "./opstage-process";
import { type FleetScene, prepareNothing, prepareScene } from "./scene";

/** A browser before a server with the demo fleet and some history: what pictures and tours are made of. */
export interface Stage {
  readonly opstage: OpstageProcess;
  readonly scene: FleetScene;
  /** A page of its own, as an owner sees it unless said otherwise; null is somebody who is not signed in. */
  openPage(options: BrowserContextOptions & { readonly role?: Role | null }): Promise<Page>;
  close(): Promise<void>;
}

export interface StageOptions {
  /** Adds so many agents and services to the demo fleet. */
  readonly many?: number;
  /** With routes and events. */
  readonly isBusOn?: boolean;
  /** Nothing but people: no fleet and no history. */
  readonly isEmpty?: boolean;
}

/** A browser as the journeys use it. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  return chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ["--no-sandbox"] });
}

/** Builds what is not built, and opens the stage. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const { many = 0, isBusOn = false, isEmpty = false } = options;
  const built = await run(process.execPath, [join("scripts", "build.mjs"), "--if-needed"]);
  if (built !== 0) throw new Error(`The build ended with code ${built}.`);
  const browser = await openBrowser();
  const opstage = await startOpstage({ OPSTAGE_CAPSULE_BUS_ENABLED: String(isBusOn) });
  const fleet = isEmpty ? undefined : await startDemoFleet(opstage);
  const close = async (): Promise<void> => {
    await browser.close();
    await fleet?.stop();
    await opstage.dispose();
  };
  try {
    const scene = isEmpty ? await prepareNothing(opstage) : await prepareScene(opstage, { isBusOn });
    if (many > 0) await addMany(opstage, many);
    return {
      opstage,
      scene,
      async openPage({ role = "owner", ...options }) {
        const context = await browser.newContext({
          locale: "en-US",
          timezoneId: "UTC",
          baseURL: opstage.base,
          ...options,
        });
        if (role !== null) await context.addCookies(scene.cookies[role]);
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
