// `npm run screenshots [folder] [--only=users,settings] [--language=zh-CN] [--widths=1440,390] [--themes=light,dark]
// [--role=viewer] [--many=10000] [--empty] [--loading] [--failing] [--full] [--print]`: pictures of every page in both
// themes, on a screen and on a phone, with the demo fleet and the bus behind them. `--only` takes the pages whose name
// begins so, `--role` shows what a viewer or an operator sees, `--many` adds so many agents and services, `--empty` has
// none, `--loading` holds the server's answers back, `--failing` makes failures of them, `--full` takes the page to its
// end, `--print` takes it as it is printed. `--readme` writes those that the README shows instead.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Role } from "@opstage/contracts";
import { expect, type Page } from "@playwright/test";
import { type Shot, shotsOf } from "./support/shots";
import { openStage, type Stage } from "./support/stage";

const screen = 1440;
const phone = 390;
type Theme = "light" | "dark";

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

/** What is wrong with the server's answers: none comes, or all are failures. */
type Trouble = "loading" | "failing";

interface Studio {
  readonly stage: Stage;
  readonly language: string;
  /** Beginnings of the names of the pages that are wanted; none means all. */
  readonly only: readonly string[];
  readonly widths: readonly number[];
  readonly themes: readonly Theme[];
  readonly role: Role;
  readonly trouble?: Trouble;
  readonly isFull: boolean;
  readonly isPrint: boolean;
}

interface Look {
  readonly theme: Theme;
  readonly width: number;
  readonly role: Role | null;
}

/** A page of its own, in one theme and one size. */
async function openPage({ stage, language, trouble, isPrint }: Studio, look: Look): Promise<Page> {
  const { theme, width, role } = look;
  const page = await stage.openPage({
    role,
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
  if (isPrint) await page.emulateMedia({ media: "print" });
  if (trouble !== undefined) await makeTrouble(page, trouble);
  return page;
}

/** Leaves questions of the page unanswered, or answers them with failures; who is signed in is still known. */
function makeTrouble(page: Page, trouble: Trouble): Promise<unknown> {
  return page.route("**/api/trpc/**", (route) => {
    if (route.request().url().includes("/auth.")) return route.continue();
    if (trouble === "failing") return route.fulfill({ status: 502, contentType: "text/html", body: "Bad" });
  });
}

/** Waits for what trouble looks like. */
async function awaitTrouble(page: Page, trouble: Trouble): Promise<void> {
  await page.getByRole("navigation").first().waitFor();
  if (trouble === "failing")
    await page.locator(".empty-state[role=alert]").first().waitFor({ timeout: 15_000 });
  else await page.locator(".skeleton, .ant-skeleton, [aria-busy=true]").first().waitFor({ timeout: 10_000 });
}

async function shoot(page: Page, shot: Shot, file: string, { trouble, isFull }: Studio): Promise<void> {
  await page.goto(shot.path, { waitUntil: "load" });
  if (trouble === undefined) {
    await page.getByRole("heading").first().waitFor();
    await settle(page);
    await shot.arrange?.(page);
    await settle(page);
  } else await awaitTrouble(page, trouble).catch(() => console.error(`${file}: no sign of the trouble.`));
  await page.screenshot({ path: file, fullPage: isFull });
}

const ranks: Readonly<Record<Role, number>> = { viewer: 0, operator: 1, owner: 2 };

async function shootAll(studio: Studio, folder: string): Promise<void> {
  const { stage, only, role, trouble } = studio;
  const isWanted = ({ name, needs = "viewer", arrange }: Shot) =>
    (only.length === 0 || only.some((start) => name.startsWith(start))) &&
    ranks[role] >= ranks[needs] &&
    (trouble === undefined || arrange === undefined);
  const within = shotsOf(stage.scene).filter(isWanted);
  const outside = [{ name: "sign-in", path: "/login" }].filter(isWanted);
  for (const theme of studio.themes) {
    for (const width of studio.widths) {
      for (const [shots, who] of [
        [within, role],
        [outside, null],
      ] as const) {
        const page = await openPage(studio, { theme, width, role: who });
        for (const shot of shots) {
          const file = join(folder, `${shot.name}-${theme}-${width}.png`);
          await shoot(page, shot, file, studio).catch((error: Error) =>
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
    const page = await openPage(studio, { theme, width, role: "owner" });
    const found = shots.find(({ name }) => name === shot);
    if (found !== undefined) await shoot(page, found, join(folder, `${file}.png`), studio);
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
  const isEmpty = args.includes("--empty");
  const stage = await openStage({ many: Number(option(args, "many") ?? 0), isBusOn: !isReadme, isEmpty });
  try {
    const studio: Studio = {
      stage,
      language: option(args, "language") ?? "en-US",
      only: option(args, "only")?.split(",") ?? [],
      widths: option(args, "widths")?.split(",").map(Number) ?? [screen, phone],
      themes: (["light", "dark"] as const).filter((theme) => themes.length === 0 || themes.includes(theme)),
      role: (["viewer", "operator"] as const).find((role) => option(args, "role") === role) ?? "owner",
      trouble: (["loading", "failing"] as const).find((trouble) => args.includes(`--${trouble}`)),
      isFull: args.includes("--full"),
      isPrint: args.includes("--print"),
    };
    await (isReadme ? shootReadme(studio, folder) : shootAll(studio, folder));
    console.log(`The pictures are in ${folder}.`);
  } finally {
    await stage.close();
  }
}

await main(process.argv.slice(2));
