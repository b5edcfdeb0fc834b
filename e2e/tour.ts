// `npm run demo:tour [folder]`: walks through the product on the demo fleet at a person's pace, and writes a picture of
// every stop; where an ffmpeg is at hand, a video too. `--fast` walks without pauses.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Locator, Page } from "@playwright/test";
import type { FleetScene } from "./support/scene";
import { openStage } from "./support/stage";

const size = { width: 1440, height: 900 };

/** A guide who moves as a person does: looks, points, clicks, types letter by letter. */
class Guide {
  #stop = 0;

  constructor(
    readonly page: Page,
    readonly folder: string,
    readonly isFast: boolean,
  ) {}

  /** Lets one look at it, for so many seconds. */
  async look(seconds = 2): Promise<void> {
    if (!this.isFast) await pause(seconds * 1_000);
  }

  /** Takes a picture of this stop. */
  async picture(name: string): Promise<void> {
    await this.page
      .locator("[aria-busy=true]")
      .first()
      .waitFor({ state: "detached" })
      .catch(() => undefined);
    await this.look(1.5);
    this.#stop += 1;
    const file = `${String(this.#stop).padStart(2, "0")}-${name}.png`;
    await this.page.screenshot({ path: join(this.folder, file) });
    console.log(`  ${file}`);
  }

  async click(target: Locator): Promise<void> {
    await target.scrollIntoViewIfNeeded();
    await target.hover();
    await this.look(0.6);
    await target.click();
    await this.look(0.8);
  }

  async type(target: Locator, text: string): Promise<void> {
    await target.click();
    await target.fill("");
    await target.pressSequentially(text, { delay: this.isFast ? 0 : 60 });
    await this.look(0.5);
  }

  async go(title: string): Promise<void> {
    const navigation = this.page.getByRole("navigation", { name: "Main navigation" });
    await this.click(navigation.getByRole("link", { name: title, exact: true }));
    await this.page.getByRole("heading", { level: 1, name: title }).waitFor();
  }

  async openAction(label: string): Promise<Locator> {
    const button = this.page.getByRole("button", { name: `Run ${label}`, exact: true });
    await this.click(button.filter({ visible: true }).first());
    const panel = this.page.getByRole("region", { name: label, exact: true });
    await panel.getByText(/^Values from the agent/).waitFor();
    return panel;
  }
}

/** The walk: what is wrong, why, what can be done, what was done. */
async function walk(guide: Guide, scene: FleetScene): Promise<void> {
  const { page } = guide;
  await page.goto("/dashboard");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await guide.picture("dashboard");

  await guide.go("Capsule Services");
  await guide.picture("services");
  await guide.click(page.getByRole("link", { name: "link-checker", exact: true }));
  await guide.picture("why-it-is-unhealthy");
  await guide.click(page.getByRole("tab", { name: /^Health/ }));
  await guide.picture("health");

  await page.goto(`/services/${scene.services["demo-worker"] ?? ""}?tab=actions`);
  const search = await guide.openAction("Search items");
  await guide.click(search.getByRole("button", { name: "Run Search items" }));
  await search.getByRole("table").waitFor();
  await guide.picture("a-list-as-result");
  await guide.click(search.getByRole("button", { name: "Close" }));

  const long = await guide.openAction("Run a long job");
  await guide.picture("the-form-of-an-action");
  await guide.click(long.getByRole("button", { name: "Run Run a long job" }));
  await long.getByText("Running", { exact: true }).waitFor();
  await guide.look(3);
  await guide.picture("following-a-command");
  await guide.click(long.getByRole("button", { name: "Cancel command" }));
  const question = page.getByRole("dialog", { name: /^Cancel Run a long job/ });
  await guide.click(question.getByRole("button", { name: "Cancel command" }));
  await long.getByText("Cancelled", { exact: true }).waitFor();
  await guide.picture("cancelled");
  await guide.click(long.getByRole("button", { name: "Close" }));

  await page.goto(`/services/${scene.services["account-pool"] ?? ""}?tab=actions`);
  const create = await guide.openAction("Create an account");
  await guide.type(create.getByRole("textbox", { name: "Name" }), "tour-guide");
  await guide.click(create.getByRole("button", { name: "Run Create an account" }));
  const reveal = create.getByRole("button", { name: "Show it once" });
  await reveal.waitFor();
  await guide.picture("a-one-time-secret");
  await guide.click(create.getByRole("button", { name: "Close" }));

  await guide.go("Commands");
  await guide.picture("commands");
  await guide.go("Agents");
  await guide.picture("agents");
  await guide.go("Audit Events");
  await guide.picture("audit");

  await page.emulateMedia({ colorScheme: "dark" });
  await guide.go("Dashboard");
  await guide.picture("dashboard-dark");
}

/** Whether videos can be recorded: Playwright needs an ffmpeg of its own, or one on the path. */
function findFfmpeg(): string | undefined {
  const found = spawnSync("ffmpeg", ["-version"], { stdio: "ignore" });
  return found.status === 0 ? "ffmpeg" : undefined;
}

/** Frames while one walks, for a system ffmpeg to join. */
async function record(page: Page, folder: string): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  const frames: { at: number; file: string }[] = [];
  const frameFolder = join(folder, "frames");
  mkdirSync(frameFolder, { recursive: true });
  const writes: Promise<void>[] = [];
  session.on("Page.screencastFrame", ({ data, sessionId, metadata }) => {
    const file = `frame-${String(frames.length).padStart(6, "0")}.jpg`;
    frames.push({ at: metadata.timestamp ?? 0, file });
    writes.push(writeFile(join(frameFolder, file), Buffer.from(data, "base64")));
    session.send("Page.screencastFrameAck", { sessionId }).catch(() => undefined);
  });
  await session.send("Page.startScreencast", { format: "jpeg", quality: 80, everyNthFrame: 1 });
  return async () => {
    await session.send("Page.stopScreencast");
    await Promise.all(writes);
    const lines = frames.map(({ at, file }, index) => {
      const next = frames[index + 1]?.at ?? at + 1;
      return `file '${file}'\nduration ${Math.max(0.02, next - at).toFixed(3)}`;
    });
    await writeFile(join(frameFolder, "frames.txt"), lines.join("\n"));
    const video = join(folder, "tour.mp4");
    const joined = spawnSync(
      "ffmpeg",
      [
        "-y",
        "-f",
        "concat",
        "-safe",
        "0",
        "-i",
        join(frameFolder, "frames.txt"),
        "-vf",
        "pad=ceil(iw/2)*2:ceil(ih/2)*2",
        "-pix_fmt",
        "yuv420p",
        "-r",
        "25",
        video,
      ],
      { stdio: "ignore" },
    );
    await rm(frameFolder, { recursive: true, force: true });
    if (joined.status === 0) console.log(`The video is ${video}.`);
    else console.log("The ffmpeg at hand could not write the video; the pictures are complete.");
  };
}

async function main(args: readonly string[]): Promise<void> {
  const isFast = args.includes("--fast");
  const folder = args.find((arg) => !arg.startsWith("--")) ?? "tour";
  mkdirSync(folder, { recursive: true });
  const stage = await openStage();
  try {
    const page = await stage.openPage({ viewport: size, colorScheme: "light" });
    const finish = findFfmpeg() === undefined ? undefined : await record(page, folder);
    if (finish === undefined) console.log("No ffmpeg found, so there are pictures and no video.");
    await walk(new Guide(page, folder, isFast), stage.scene);
    await finish?.();
    console.log(`The pictures are in ${folder}.`);
  } finally {
    await stage.close();
  }
}

await main(process.argv.slice(2));
