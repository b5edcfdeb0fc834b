// `npm run screenshots [folder] [--readme] [--only=users,settings] [--language=zh-CN]`: pictures of every page in both
// themes, on a screen and on a phone, with the demo fleet behind them. `--only` takes the pages whose name begins so.
// `--readme` writes those that the README shows instead.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, expect, type Page } from "@playwright/test";
import { findBrowser } from "../scripts/browser.mjs";
import { run } from "../scripts/run.mjs";
import { startDemoFleet } from "./support/demo-fleet";
import { startOpstage } from "./support/opstage-process";
import { type FleetScene, prepareScene } from "./support/scene";

const widths = { screen: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
type Theme = "light" | "dark";

interface Shot {
  readonly name: string;
  readonly path: string;
  /** Brings the page into the state worth a picture. */
  arrange?(page: Page): Promise<unknown>;
}

function shotsOf(scene: FleetScene): Shot[] {
  const { services, agentId, commandIds } = scene;
  const service = (code: string, tab?: string) =>
    `/services/${services[code] ?? ""}${tab === undefined ? "" : `?tab=${tab}`}`;
  const openAction = (label: string) => async (page: Page) => {
    await page
      .getByRole("button", { name: `Run ${label}`, exact: true })
      .first()
      .click();
    await page.getByText("Values from the agent").waitFor();
  };
  return [
    { name: "dashboard", path: "/dashboard" },
    { name: "agents", path: "/agents" },
    { name: "agent", path: `/agents/${agentId}` },
    { name: "services", path: "/services" },
    { name: "service-overview", path: service("link-checker") },
    { name: "service-manifest", path: service("demo-worker", "manifest") },
    { name: "service-health", path: service("link-checker", "health") },
    { name: "service-configs", path: service("link-checker", "configs") },
    { name: "service-actions", path: service("demo-worker", "actions") },
    { name: "service-commands", path: service("demo-worker", "commands") },
    { name: "service-audit", path: service("demo-worker", "audit") },
    { name: "action-form", path: service("disk-janitor", "actions"), arrange: openAction("Clean up") },
    { name: "action-json", path: service("demo-worker", "actions"), arrange: openJson(openAction("Echo")) },
    { name: "commands", path: "/commands" },
    { name: "command-list-result", path: `/commands/${commandIds.list}` },
    { name: "command-secret", path: `/commands/${commandIds.secret}` },
    { name: "command-failed", path: `/commands/${commandIds.failed}` },
    { name: "command-cancelled", path: `/commands/${commandIds.cancelled}` },
    { name: "registration-tokens", path: "/registration-tokens" },
    { name: "registration-token-new", path: "/registration-tokens", arrange: createToken },
    { name: "audit", path: "/audit" },
    { name: "audit-details", path: "/audit?action=command.completed", arrange: openFirstEvent },
    { name: "users", path: "/users" },
    { name: "user-new", path: "/users", arrange: createUser },
    { name: "account", path: "/account" },
    { name: "settings-maintenance", path: "/settings" },
    { name: "settings-diagnostics", path: "/settings?tab=diagnostics" },
    { name: "settings-metrics", path: "/settings?tab=metrics" },
    { name: "settings-backup", path: "/settings?tab=backup" },
    { name: "not-found", path: "/nowhere" },
  ];
}

function openJson(open: (page: Page) => Promise<void>) {
  return async (page: Page) => {
    await open(page);
    await page.getByText("JSON", { exact: true }).click();
  };
}

async function createToken(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Create token" }).first().click();
  await page.getByRole("textbox", { name: "Name" }).last().fill("Agent on build-host-3");
  await page.getByRole("dialog").getByRole("button", { name: "Create token" }).click();
  await page.getByText("This is the only time the token is shown").waitFor();
}

async function createUser(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Create user" }).first().click();
  await page.getByRole("dialog").getByLabel("Username").fill("opal@example.local");
}

async function openFirstEvent(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: /^Show details of/ });
  await button.or(page.locator("summary")).first().click();
}

/** Waits until nothing is loading and nothing moves. */
async function settle(page: Page): Promise<void> {
  for (const sign of ["Loading…", "Opstage"]) {
    await expect(page.getByRole("status", { name: sign })).toHaveCount(0);
  }
  await expect(page.locator("[aria-busy=true], .ant-skeleton-active")).toHaveCount(0);
  await expect(page.getByText("Connecting…")).toHaveCount(0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  });
}

interface Studio {
  readonly browser: Browser;
  readonly base: string;
  readonly scene: FleetScene;
  readonly language: string;
  /** Beginnings of the names of the pages that are wanted; none means all. */
  readonly only: readonly string[];
}

/** A signed-in page of its own, in one theme and one size. */
async function openPage(studio: Studio, theme: Theme, size: keyof typeof widths): Promise<Page> {
  const context = await studio.browser.newContext({
    viewport: widths[size],
    locale: "en-US",
    storageState: {
      cookies: [],
      origins: [
        {
          origin: studio.base,
          localStorage: [{ name: "opstage.language", value: studio.language }],
        },
      ],
    },
    timezoneId: "UTC",
    colorScheme: theme,
    reducedMotion: "reduce",
    deviceScaleFactor: 1,
    baseURL: studio.base,
  });
  await context.addCookies(studio.scene.cookies);
  return context.newPage();
}

async function shoot(page: Page, shot: Shot, file: string): Promise<void> {
  await page.goto(shot.path, { waitUntil: "load" });
  await page.getByRole("heading").first().waitFor();
  await settle(page);
  await shot.arrange?.(page);
  await settle(page);
  await page.screenshot({ path: file });
}

async function shootAll(studio: Studio, folder: string): Promise<void> {
  for (const theme of ["light", "dark"] as const) {
    for (const size of ["screen", "phone"] as const) {
      const page = await openPage(studio, theme, size);
      const isWanted = ({ name }: Shot) =>
        studio.only.length === 0 || studio.only.some((start) => name.startsWith(start));
      for (const shot of shotsOf(studio.scene).filter(isWanted)) {
        await shoot(page, shot, join(folder, `${shot.name}-${theme}-${widths[size].width}.png`));
      }
      await page.context().clearCookies();
      await shoot(
        page,
        { name: "sign-in", path: "/login" },
        join(folder, `sign-in-${theme}-${widths[size].width}.png`),
      );
      await page.context().close();
    }
  }
}

/** The pictures of the README, by the file they are kept in. */
const readmeShots = [
  { file: "dashboard-light", shot: "dashboard", theme: "light", size: "screen" },
  { file: "service-light", shot: "service-overview", theme: "light", size: "screen" },
  { file: "action-dark", shot: "action-form", theme: "dark", size: "screen" },
  { file: "commands-light", shot: "commands", theme: "light", size: "screen" },
  { file: "services-phone-dark", shot: "services", theme: "dark", size: "phone" },
] as const;

async function shootReadme(studio: Studio, folder: string): Promise<void> {
  const shots = shotsOf(studio.scene);
  for (const { file, shot, theme, size } of readmeShots) {
    const page = await openPage(studio, theme, size);
    const found = shots.find(({ name }) => name === shot);
    if (found !== undefined) await shoot(page, found, join(folder, `${file}.png`));
    await page.context().close();
  }
}

/** The value of `--name=value`. */
function option(args: readonly string[], name: string): string | undefined {
  const start = `--${name}=`;
  return args.find((arg) => arg.startsWith(start))?.slice(start.length);
}

async function main(args: readonly string[]): Promise<void> {
  const isReadme = args.includes("--readme");
  const chosen = args.find((arg) => !arg.startsWith("--"));
  const folder = isReadme ? join("docs", "images") : (chosen ?? join("test-results", "screenshots"));
  mkdirSync(folder, { recursive: true });
  const built = await run(process.execPath, [join("scripts", "build.mjs"), "--if-needed"]);
  if (built !== 0) throw new Error(`The build ended with code ${built}.`);

  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ["--no-sandbox"],
  });
  const opstage = await startOpstage();
  const fleet = await startDemoFleet(opstage);
  try {
    const studio = {
      browser,
      base: opstage.base,
      scene: await prepareScene(opstage),
      language: option(args, "language") ?? "en-US",
      only: option(args, "only")?.split(",") ?? [],
    };
    await (isReadme ? shootReadme(studio, folder) : shootAll(studio, folder));
    console.log(`The pictures are in ${folder}.`);
  } finally {
    await browser.close();
    await fleet.stop();
    await opstage.dispose();
  }
}

await main(process.argv.slice(2));
