// `npm run screenshots [folder] [--only=users,settings] [--language=zh-CN] [--widths=1440,390] [--themes=light,dark]
// [--many=10000] [--full]`: pictures of every page in both themes, on a screen and on a phone, with the demo fleet behind
// them. `--only` takes the pages whose name begins so, `--many` adds so many agents and services, `--full` takes the page
// to its end. `--readme` writes those that the README shows instead.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { FleetScene } from "./support/scene";
import { openStage, type Stage } from "./support/stage";

const screen = 1440;
const phone = 390;
type Theme = "light" | "dark";

interface Shot {
  readonly name: string;
  readonly path: string;
  /** Brings the page into the state worth a picture. */
  arrange?(page: Page): Promise<unknown>;
}

function shotsOf(scene: FleetScene): Shot[] {
  const { services, agentId, batchId, commandIds } = scene;
  const service = (code: string, tab?: string) =>
    `/services/${services[code] ?? ""}${tab === undefined ? "" : `?tab=${tab}`}`;
  const openAction = (label: string) => async (page: Page) => {
    await page
      .getByRole("button", { name: new RegExp(`^(Run ${label}|执行“${label}”)$`) })
      .first()
      .click();
    await page.getByText(/^(Values from the agent|Agent 提供的值)/).waitFor();
  };
  return [
    { name: "dashboard", path: "/dashboard" },
    { name: "agents", path: "/agents" },
    { name: "agent", path: `/agents/${agentId}` },
    { name: "services", path: "/services" },
    { name: "fleet-map", path: "/services?view=map" },
    { name: "services-selected", path: "/services", arrange: selectPage },
    { name: "agents-selected", path: "/agents", arrange: selectPage },
    { name: "configs-fleet", path: "/configs" },
    { name: "configs-services", path: "/configs?tab=services" },
    { name: "configs-changes", path: "/configs?tab=changes" },
    { name: "batches", path: "/batches" },
    { name: "batch", path: `/batches/${batchId}` },
    { name: "batch-new", path: "/services", arrange: openBatch },
    { name: "palette", path: "/dashboard", arrange: openPalette },
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
  const create = { name: /(Create token|创建令牌)$/ };
  await page.getByRole("button", create).first().click();
  await page.getByRole("dialog").getByRole("textbox").first().fill("Agent on build-host-3");
  await page.getByRole("dialog").getByRole("button", create).click();
  await page.locator(".token-value").waitFor();
}

async function createUser(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /(Create user|新建用户)$/ })
    .first()
    .click();
  await page.getByRole("dialog").getByRole("textbox").first().fill("opal@example.local");
}

async function openFirstEvent(page: Page): Promise<void> {
  await page.locator(".expand-button, summary").first().click();
}

async function selectPage(page: Page): Promise<void> {
  await page.getByRole("checkbox").first().check();
}

async function openBatch(page: Page): Promise<void> {
  await selectPage(page);
  await page.getByRole("button", { name: /^(Run action…|执行操作…)$/ }).click();
  await page.getByRole("dialog").getByRole("combobox").first().click();
  await page.locator(".ant-select-item-option").first().click();
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("agent");
}

/** Waits until nothing is loading and nothing moves. */
async function settle(page: Page): Promise<void> {
  await expect(page.getByRole("status", { name: /^(Loading…|正在加载…|Opstage)$/ })).toHaveCount(0);
  await expect(page.locator("[aria-busy=true], .ant-skeleton-active")).toHaveCount(0);
  await expect(page.getByText(/^(Connecting…|正在连接…)$/)).toHaveCount(0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  });
}

interface Studio {
  readonly stage: Stage;
  readonly language: string;
  /** Beginnings of the names of the pages that are wanted; none means all. */
  readonly only: readonly string[];
  readonly widths: readonly number[];
  readonly themes: readonly Theme[];
  readonly isFull: boolean;
}

interface Look {
  readonly theme: Theme;
  readonly width: number;
  readonly signedIn?: boolean;
}

/** A page of its own, in one theme and one size. */
function openPage({ stage, language }: Studio, { theme, width, signedIn }: Look): Promise<Page> {
  return stage.openPage({
    signedIn,
    viewport: { width, height: width < 600 ? 844 : 900 },
    storageState: {
      cookies: [],
      origins: [
        { origin: stage.opstage.base, localStorage: [{ name: "opstage.language", value: language }] },
      ],
    },
    colorScheme: theme,
    reducedMotion: "reduce",
    deviceScaleFactor: 1,
  });
}

async function shoot(page: Page, shot: Shot, file: string, fullPage = false): Promise<void> {
  await page.goto(shot.path, { waitUntil: "load" });
  await page.getByRole("heading").first().waitFor();
  await settle(page);
  await shot.arrange?.(page);
  await settle(page);
  await page.screenshot({ path: file, fullPage });
}

async function shootAll(studio: Studio, folder: string): Promise<void> {
  const { stage, only, isFull } = studio;
  const isWanted = ({ name }: Shot) => only.length === 0 || only.some((start) => name.startsWith(start));
  const within = shotsOf(stage.scene).filter(isWanted);
  const outside = [{ name: "sign-in", path: "/login" }].filter(isWanted);
  for (const theme of studio.themes) {
    for (const width of studio.widths) {
      for (const [shots, signedIn] of [
        [within, true],
        [outside, false],
      ] as const) {
        const page = await openPage(studio, { theme, width, signedIn });
        for (const shot of shots) {
          const file = join(folder, `${shot.name}-${theme}-${width}.png`);
          await shoot(page, shot, file, isFull).catch((error: Error) =>
            console.error(`${file}: ${error.message}`),
          );
        }
        await page.context().close();
      }
    }
  }
}

/** The pictures of the README, by the file they are kept in. */
const readmeShots = [
  { file: "dashboard-light", shot: "dashboard", theme: "light", width: screen },
  { file: "service-light", shot: "service-overview", theme: "light", width: screen },
  { file: "action-dark", shot: "action-form", theme: "dark", width: screen },
  { file: "commands-light", shot: "commands", theme: "light", width: screen },
  { file: "services-phone-dark", shot: "services", theme: "dark", width: phone },
] as const;

async function shootReadme(studio: Studio, folder: string): Promise<void> {
  const shots = shotsOf(studio.stage.scene);
  for (const { file, shot, theme, width } of readmeShots) {
    const page = await openPage(studio, { theme, width });
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
  const themes = option(args, "themes")?.split(",") ?? [];
  const stage = await openStage({ many: Number(option(args, "many") ?? 0) });
  try {
    const studio: Studio = {
      stage,
      language: option(args, "language") ?? "en-US",
      only: option(args, "only")?.split(",") ?? [],
      widths: option(args, "widths")?.split(",").map(Number) ?? [screen, phone],
      themes: (["light", "dark"] as const).filter((theme) => themes.length === 0 || themes.includes(theme)),
      isFull: args.includes("--full"),
    };
    await (isReadme ? shootReadme(studio, folder) : shootAll(studio, folder));
    console.log(`The pictures are in ${folder}.`);
  } finally {
    await stage.close();
  }
}

await main(process.argv.slice(2));
